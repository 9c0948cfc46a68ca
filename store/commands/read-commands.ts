import { runPipeline } from '../aggregate/run-pipeline';
import { badValue, CommandError, failedToParse, notHere } from '../command-error';
import type { Collection } from '../data/collection';
import { Deadline } from '../plan/deadline';
import { countRecords, findRecords, type Search } from '../plan/find-records';
import { compileFindProjection } from '../project/compile-projection';
import { type Doc, isDocument } from '../values/document';
import { toNumber } from '../values/numbers';
import { keyOf } from '../values/order';
import { someAt, splitPath } from '../values/paths';
import { checkSort } from '../values/sort-pattern';
import { type Handler, namespaceOf } from './context';
import { countOption, documentOption, flagOption, listOption, textOption } from './options';

export const find: Handler = (command, context) => {
  const shape = compileFindProjection(documentOption(command, 'projection') ?? {});
  const collection = context.catalog.find(namespaceOf(command, context));
  const { records } = findRecords(collection, searchOf(command), new Deadline(command.maxTimeMS));
  const documents = records.map(({ document }) => document);
  const batching = {
    batchSize: countOption(command, 'batchSize'),
    singleBatch: flagOption(command, 'singleBatch'),
    shape,
  };
  return context.cursors.first(namespaceOf(command, context), documents, batching);
};

/** What a find asks for. */
export function searchOf(command: Doc): Search {
  const { hint } = command;
  if (hint !== undefined && typeof hint !== 'string' && !isDocument(hint))
    throw failedToParse('hint must be a string or an object');
  return {
    filter: documentOption(command, 'filter') ?? {},
    sort: checkSort(documentOption(command, 'sort') ?? {}),
    skip: countOption(command, 'skip') ?? 0,
    limit: countOption(command, 'limit') ?? 0,
    hint,
  };
}

export const getMore: Handler = (command, context) => {
  const id = toNumber(command.getMore);
  if (id === undefined) throw badValue('getMore needs the id of a cursor');
  return context.cursors.next(
    id,
    `${context.database}.${textOption(command, 'collection')}`,
    countOption(command, 'batchSize'),
  );
};

export const killCursors: Handler = (command, { cursors }) => {
  const ids = listOption(command, 'cursors');
  const wasOpen = new Map(ids.map((id) => [id, cursors.kill(toNumber(id) ?? 0)]));
  const cursorsKilled = ids.filter((id) => wasOpen.get(id));
  return { cursorsKilled, cursorsNotFound: ids.filter((id) => !wasOpen.get(id)), cursorsAlive: [], cursorsUnknown: [] };
};

export const aggregate: Handler = (command, context) => {
  if (command.aggregate === 1) throw notHere('aggregate without a collection', '$documents', 115);
  const cursor = documentOption(command, 'cursor');
  if (!cursor) throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  const odd = Object.keys(cursor).find((name) => name !== 'batchSize');
  if (odd !== undefined) throw new CommandError(40415, `BSON field 'cursor.${odd}' is an unknown field.`);
  const namespace = namespaceOf(command, context);
  const pipeline = listOption(command, 'pipeline');
  const documents = runPipeline(context.catalog.find(namespace), pipeline, context, new Deadline(command.maxTimeMS));
  return context.cursors.first(namespace, documents, { batchSize: countOption(cursor, 'batchSize') });
};

export const count: Handler = (command, context) => {
  const search: Search = {
    filter: documentOption(command, 'query') ?? {},
    skip: countOption(command, 'skip') ?? 0,
    limit: Math.abs(toNumber(command.limit) ?? 0),
    hint: command.hint,
  };
  return {
    n: countRecords(context.catalog.find(namespaceOf(command, context)), search, new Deadline(command.maxTimeMS)),
  };
};

/** The different values of a field, an array's elements each on their own. */
export const distinct: Handler = (command, context) => {
  const path = splitPath(textOption(command, 'key'));
  const collection = context.catalog.find(namespaceOf(command, context));
  const filter = documentOption(command, 'query') ?? {};
  const values = new Map<string, unknown>();
  for (const { document } of recordsToTell(collection, textOption(command, 'key'), filter, command.maxTimeMS)) {
    someAt(document, path, 'elements', (value) => {
      if (value !== undefined && typeof value !== 'symbol') values.set(keyOf(value), value);
      return false;
    });
  }
  return { values: [...values.values()] };
};

// Of all documents, one for each key of an index over the field tells the same.
function recordsToTell(collection: Collection | undefined, key: string, filter: Doc, maxTimeMS: unknown) {
  const index = Object.keys(filter).length === 0 ? collection?.indexes.find((each) => each.tellsAllOf(key)) : undefined;
  return index?.firstOfEachKey() ?? findRecords(collection, { filter }, new Deadline(maxTimeMS)).records;
}

/** How a find would be answered, in the form of MongoDB's explain. */
export const explain: Handler = (command, context) => {
  const explained = documentOption(command, 'explain') ?? {};
  const [name = ''] = Object.keys(explained);
  if (name !== 'find') throw notHere('explain of', name, 115);
  const namespace = namespaceOf(explained, context);
  const search = searchOf(explained);
  const { plan, records, examined } = findRecords(
    context.catalog.find(namespace),
    search,
    new Deadline(command.maxTimeMS),
  );
  const scan = plan
    ? {
        stage: 'FETCH',
        inputStage: {
          stage: 'IXSCAN',
          indexName: plan.index.spec.name,
          keyPattern: plan.index.spec.key,
          direction: plan.backwards ? 'backward' : 'forward',
        },
      }
    : { stage: 'COLLSCAN', direction: 'forward' };
  const isSorted = Object.keys(search.sort ?? {}).length === 0 || plan?.sorted === true;
  return {
    queryPlanner: {
      namespace,
      winningPlan: isSorted ? scan : { stage: 'SORT', sortPattern: search.sort, inputStage: scan },
    },
    executionStats: {
      executionSuccess: true,
      nReturned: records.length,
      totalKeysExamined: plan ? examined : 0,
      totalDocsExamined: examined,
    },
  };
};
