import { CommandError } from '../command-error';
import { databaseOf, nameOf } from '../data/catalog';
import type { Collection } from '../data/collection';
import { compileFilter } from '../match/compile-filter';
import { sizeOf } from '../values/codec';
import type { Doc } from '../values/document';
import { type Context, type Handler, namespaceOf } from './context';
import { documentOption, flagOption } from './options';

export const create: Handler = (command, context) => {
  const namespace = namespaceOf(command, context);
  if (context.catalog.find(namespace)) throw new CommandError(48, `namespace ${namespace} already exists`);
  context.catalog.ensure(namespace);
  return {};
};

export const drop: Handler = (command, context) => {
  const namespace = namespaceOf(command, context);
  const collection = context.catalog.find(namespace);
  if (!collection) return {};
  context.catalog.drop(namespace);
  return { nIndexesWas: collection.indexes.length, ns: namespace };
};

export const dropDatabase: Handler = (_command, { catalog, database }) => {
  for (const { namespace } of catalog.ofDatabase(database)) catalog.drop(namespace);
  return { dropped: database };
};

export const listDatabases: Handler = (command, { catalog }) => {
  const names = [...new Set([...catalog.collections.keys()].map(databaseOf))].sort();
  const isWanted = compileFilter(documentOption(command, 'filter') ?? {});
  const nameOnly = flagOption(command, 'nameOnly');
  const entries = names.map((name) =>
    nameOnly ? { name } : { name, sizeOnDisk: sizeOfAll(catalog.ofDatabase(name)), empty: false },
  );
  return { databases: entries.filter(isWanted) };
};

export const listCollections: Handler = (command, { catalog, cursors, database }) => {
  const isWanted = compileFilter(documentOption(command, 'filter') ?? {});
  const entries: Doc[] = catalog.ofDatabase(database).map(({ namespace, indexes }) => ({
    name: nameOf(namespace),
    type: 'collection',
    options: {},
    info: { readOnly: false },
    idIndex: indexes[0]?.spec,
  }));
  const shape = flagOption(command, 'nameOnly') ? ({ name, type }: Doc): Doc => ({ name, type }) : undefined;
  return cursors.first(`${database}.$cmd.listCollections`, entries.filter(isWanted), { batchSize: Infinity, shape });
};

export const collStats: Handler = (command, context) => {
  const namespace = namespaceOf(command, context);
  const collection = existing(context, namespace);
  return {
    ns: namespace,
    count: collection.records.size,
    size: sizeOfAll([collection]),
    nindexes: collection.indexes.length,
  };
};

export function existing({ catalog }: Context, namespace: string): Collection {
  const collection = catalog.find(namespace);
  if (collection) return collection;
  throw new CommandError(26, `ns does not exist: ${namespace}`);
}

function sizeOfAll(collections: readonly Collection[]): number {
  let size = 0;
  for (const { records } of collections) for (const { document } of records.values()) size += sizeOf(document);
  return size;
}
