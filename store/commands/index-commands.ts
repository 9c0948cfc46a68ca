import { capabilities } from '../capabilities';
import { CommandError, notHere } from '../command-error';
import type { Collection } from '../data/collection';
import type { IndexSpec } from '../data/collection-index';
import { compileFilter } from '../match/compile-filter';
import { mongodbNames } from '../mongodb-names';
import { type Doc, isDocument } from '../values/document';
import { toNumber } from '../values/numbers';
import { keyOf } from '../values/order';
import { existing } from './catalog-commands';
import { type Handler, namespaceOf } from './context';
import { documentOption, documentsOption, flagOption } from './options';

export const createIndexes: Handler = (command, context) => {
  const wanted = documentsOption(command, 'indexes').map(specOf);
  const namespace = namespaceOf(command, context);
  const isNew = !context.catalog.find(namespace);
  const collection = context.catalog.ensure(namespace);
  const before = collection.indexes.length;
  for (const spec of wanted) if (!isThere(collection, spec)) collection.addIndex(spec);
  const after = collection.indexes.length;
  const note = before === after && { note: 'all indexes already exist' };
  return { numIndexesBefore: before, numIndexesAfter: after, createdCollectionAutomatically: isNew, ...note };
};

export const listIndexes: Handler = (command, context) => {
  const namespace = namespaceOf(command, context);
  const specs = existing(context, namespace).indexes.map(({ spec }) => spec as unknown as Doc);
  return context.cursors.first(namespace, specs, { batchSize: Infinity });
};

export const dropIndexes: Handler = (command, context) => {
  const collection = existing(context, namespaceOf(command, context));
  const nIndexesWas = collection.indexes.length;
  for (const name of namesToDrop(collection, command.index)) {
    if (name === '_id_') throw new CommandError(72, 'cannot drop _id index');
    if (!collection.indexes.some(({ spec }) => spec.name === name))
      throw new CommandError(27, `index not found with name [${name}]`);
    collection.dropIndex(name);
  }
  return { nIndexesWas };
};

function specOf(given: Doc): IndexSpec {
  checkIndexOptions(given);
  const key = documentOption(given, 'key') ?? {};
  const fields = Object.entries(key);
  if (fields.length === 0) throw new CommandError(67, 'Index keys cannot be empty.');
  for (const [field, direction] of fields) checkKeyField(field, direction);
  const name =
    typeof given.name === 'string' && given.name !== ''
      ? given.name
      : fields.map(([field, direction]) => `${field}_${String(direction)}`).join('_');
  const partialFilterExpression = documentOption(given, 'partialFilterExpression');
  if (partialFilterExpression) compileFilter(partialFilterExpression);
  return {
    v: 2,
    key,
    name,
    ...(flagOption(given, 'unique') && { unique: true }),
    ...(partialFilterExpression && { partialFilterExpression }),
  };
}

function checkIndexOptions(given: Doc): void {
  for (const [name, value] of Object.entries(given)) {
    if (capabilities.indexOptions.some((known) => known === name) || value === false || value === null) continue;
    throw notHere('index option', name, mongodbNames.has(name) ? 67 : 197);
  }
}

function checkKeyField(field: string, direction: unknown): void {
  if (typeof direction === 'string') throw notHere('index type', direction, 67);
  if (field.includes('$**')) throw notHere('index type', 'wildcard', 67);
  const order = toNumber(direction);
  if (order === undefined || order === 0 || Number.isNaN(order))
    throw new CommandError(67, `Values in the index key pattern must be 1 or -1, not for '${field}'`);
  if (field.split('.').some((part) => part === '' || part.startsWith('$')))
    throw new CommandError(67, `Index key contains an illegal field name: '${field}'`);
  if (/\.\d+(?:\.|$)/.test(field))
    throw new CommandError(
      67,
      `An index on an array position ('${field}') is not among what this store has. MongoDB has it.`,
    );
}

/** @throws CommandError 85 or 86 as MongoDB does when an index of that name or those keys is there and differs. */
function isThere(collection: Collection, spec: IndexSpec): boolean {
  if (sameKeys(spec, { key: { _id: 1 } })) return true;
  const named = collection.indexes.find((index) => index.spec.name === spec.name)?.spec;
  if (named && !sameKeys(named, spec))
    throw new CommandError(
      86,
      `An existing index has the same name as the requested index: ${spec.name}, but other keys.`,
    );
  if (named && named.unique !== spec.unique)
    throw new CommandError(
      85,
      `An equivalent index already exists with the same name but different options: ${spec.name}`,
    );
  if (named) return true;
  const alike = collection.indexes.find((index) => sameKeys(index.spec, spec))?.spec;
  if (alike) throw new CommandError(85, `Index already exists with a different name: ${alike.name}`);
  return false;
}

type Keys = Pick<IndexSpec, 'key' | 'partialFilterExpression'>;

function sameKeys(left: Keys, right: Keys): boolean {
  return (
    keyOf([left.key, left.partialFilterExpression ?? null]) ===
    keyOf([right.key, right.partialFilterExpression ?? null])
  );
}

function namesToDrop({ indexes }: Collection, wanted: unknown): string[] {
  if (wanted === '*') return indexes.map(({ spec }) => spec.name).filter((name) => name !== '_id_');
  if (!isDocument(wanted)) return (Array.isArray(wanted) ? wanted : [wanted]).map(String);
  const found = indexes.find(({ spec }) => keyOf(spec.key) === keyOf(wanted));
  if (!found) throw new CommandError(27, `can't find index with key: ${JSON.stringify(wanted)}`);
  return [found.spec.name];
}
