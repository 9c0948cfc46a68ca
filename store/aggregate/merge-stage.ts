import { CommandError, failedToParse, notHere } from '../command-error';
import type { Collection } from '../data/collection';
import { withId } from '../data/with-id';
import { show } from '../values/describe';
import { type Doc, isDocument } from '../values/document';
import { checkArguments } from './check-arguments';
import type { Stage } from './stages';

const matchedActions = ['merge', 'replace', 'keepExisting', 'fail'];
const missingActions = ['insert', 'discard', 'fail'];

/** `$merge`: writes the results into a collection by `_id` and yields no documents. */
export function mergeStage(spec: unknown): Stage {
  const { into, whenMatched, whenNotMatched } = optionsOf(spec);
  return (docs, { catalog, database }) => {
    const target = catalog.ensure(targetOf(into, database));
    for (const doc of docs) {
      const result = withId(doc);
      const there = target.byId(result._id);
      if (!there) addMissing(target, result, whenNotMatched);
      else if (whenMatched === 'fail') target.insert(result);
      else if (whenMatched === 'replace') target.replace(there, result);
      else if (whenMatched === 'merge') target.replace(there, { ...there.document, ...result });
    }
    return [];
  };
}

function optionsOf(spec: unknown): { into: unknown; whenMatched: string; whenNotMatched: string } {
  if (typeof spec === 'string') return { into: spec, whenMatched: 'merge', whenNotMatched: 'insert' };
  if (!isDocument(spec)) throw new CommandError(51182, '$merge only supports a string or object argument');
  checkArguments('$merge', spec, ['into'], ['on', 'whenMatched', 'whenNotMatched']);
  const { on = '_id', whenMatched = 'merge', whenNotMatched = 'insert' } = spec;
  if (String(on) !== '_id') throw notHere("'on' of $merge other than _id", JSON.stringify(on), 51183);
  if (Array.isArray(whenMatched)) throw notHere('whenMatched of $merge', 'pipeline', 115);
  return {
    into: spec.into,
    whenMatched: oneOf('whenMatched', whenMatched, matchedActions),
    whenNotMatched: oneOf('whenNotMatched', whenNotMatched, missingActions),
  };
}

function oneOf(name: string, value: unknown, allowed: readonly string[]): string {
  if (typeof value === 'string' && allowed.includes(value)) return value;
  throw new CommandError(2, `$merge ${name} must be one of ${allowed.join(', ')}, not ${String(value)}`);
}

function targetOf(into: unknown, database: string): string {
  const target: Doc = isDocument(into) ? into : { coll: into };
  if (typeof target.coll !== 'string' || target.coll === '')
    throw failedToParse("$merge 'into' needs the name of a collection");
  if (target.db !== undefined && target.db !== database)
    throw notHere('$merge into another database', show(target.db), 115);
  return `${database}.${target.coll}`;
}

function addMissing(target: Collection, doc: Doc, action: string): void {
  if (action === 'insert') target.insert(doc);
  if (action === 'fail')
    throw new CommandError(13113, '$merge could not find a matching document in the target collection');
}
