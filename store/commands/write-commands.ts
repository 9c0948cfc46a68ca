import { capabilities } from '../capabilities';
import { CommandError, failedToParse } from '../command-error';
import { withId } from '../data/with-id';
import { Deadline } from '../plan/deadline';
import { findRecords } from '../plan/find-records';
import { compileUpdate } from '../update/compile-update';
import { upserted } from '../update/upsert';
import type { Doc } from '../values/document';
import { type Context, type Handler, namespaceOf } from './context';
import { checkOptions, countOption, documentOption, documentsOption, flagOption } from './options';

export const insert: Handler = (command, context) => {
  const documents = documentsOption(command, 'documents');
  const collection = context.catalog.ensure(namespaceOf(command, context));
  let n = 0;
  const writeErrors = eachInOrder(command, documents, (document) => {
    collection.insert(withId(document));
    n++;
  });
  return { n, ...writeErrors };
};

export const update: Handler = (command, context) => {
  const totals = { n: 0, nModified: 0 };
  const upsertedIds: Doc[] = [];
  const deadline = new Deadline(command.maxTimeMS);
  const writeErrors = eachInOrder(command, documentsOption(command, 'updates'), (statement, index) => {
    const done = runUpdate(statement, namespaceOf(command, context), context, deadline, totals);
    if (done.upserted) upsertedIds.push({ index, _id: done.upserted._id });
  });
  return { ...totals, ...(upsertedIds.length > 0 && { upserted: upsertedIds }), ...writeErrors };
};

function runUpdate(
  statement: Doc,
  namespace: string,
  { catalog }: Context,
  deadline: Deadline,
  totals: { n: number; nModified: number },
) {
  checkOptions('update.updates', statement, capabilities.updateStatement);
  const filter = documentOption(statement, 'q') ?? {};
  const change = compileUpdate(statement.u);
  const multi = flagOption(statement, 'multi');
  if (multi && change.isReplacement) throw failedToParse('multi update is not supported for replacement-style update');
  const collection = catalog.find(namespace);
  const { records } = findRecords(collection, { filter, limit: multi ? 0 : 1 }, deadline);
  if (records.length === 0 && flagOption(statement, 'upsert')) {
    const record = catalog.ensure(namespace).insert(upserted(filter, change));
    totals.n++;
    return { upserted: record.document };
  }
  for (const record of records) {
    if (collection?.replace(record, change(record.document, false))) totals.nModified++;
    totals.n++;
  }
  return {};
}

export const remove: Handler = (command, context) => {
  const collection = context.catalog.find(namespaceOf(command, context));
  const deadline = new Deadline(command.maxTimeMS);
  let n = 0;
  const writeErrors = eachInOrder(command, documentsOption(command, 'deletes'), (statement) => {
    checkOptions('delete.deletes', statement, capabilities.deleteStatement);
    const limit = countOption(statement, 'limit') ?? 0;
    if (limit > 1) throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
    const { records } = findRecords(collection, { filter: documentOption(statement, 'q') ?? {}, limit }, deadline);
    for (const record of records) collection?.remove(record);
    n += records.length;
  });
  return { n, ...writeErrors };
};

/** Runs each statement; an error is told with its position, and ends the command when it is ordered. */
function eachInOrder(command: Doc, statements: readonly Doc[], run: (statement: Doc, index: number) => void): Doc {
  if (statements.length === 0 || statements.length > 100_000) {
    throw new CommandError(16, `Write batch sizes must be between 1 and 100000. Got ${statements.length} operations.`);
  }
  const ordered = flagOption(command, 'ordered', true);
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (ordered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}
