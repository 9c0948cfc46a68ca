import { failedToParse } from '../command-error';
import type { Collection } from '../data/collection';
import type { StoredRecord } from '../data/stored-record';
import { Deadline } from '../plan/deadline';
import { findRecords } from '../plan/find-records';
import { compileFindProjection } from '../project/compile-projection';
import { compileUpdate } from '../update/compile-update';
import { upserted } from '../update/upsert';
import type { Doc } from '../values/document';
import { checkSort } from '../values/sort-pattern';
import { type Handler, namespaceOf } from './context';
import { documentOption, flagOption } from './options';

/** Changes or removes one document and answers with it, as it was before or as it is after. */
export const findAndModify: Handler = (command, context) => {
  const [removes, upserts, givesNew] = ['remove', 'upsert', 'new'].map((name) => flagOption(command, name));
  if (removes && (command.update !== undefined || upserts || givesNew)) {
    throw failedToParse("Cannot specify 'remove' together with 'update', 'upsert' or 'new'");
  }
  if (!removes && command.update === undefined)
    throw failedToParse("Either an 'update' or 'remove'=true must be specified");
  const namespace = namespaceOf(command, context);
  const collection = context.catalog.find(namespace);
  const filter = documentOption(command, 'query') ?? {};
  const shape = compileFindProjection(documentOption(command, 'fields') ?? {}) ?? ((doc: Doc) => doc);
  const search = { filter, sort: checkSort(documentOption(command, 'sort') ?? {}), limit: 1 };
  const change = removes ? undefined : compileUpdate(command.update);
  const [record] = findRecords(collection, search, new Deadline(command.maxTimeMS)).records;

  if (record && collection) {
    const before = record.document;
    applyTo(collection, record, change);
    const value = shape(givesNew ? record.document : before);
    return { lastErrorObject: { n: 1, ...(change && { updatedExisting: true }) }, value };
  }
  if (!change || !upserts) return { lastErrorObject: { n: 0, ...(change && { updatedExisting: false }) }, value: null };
  const { document } = context.catalog.ensure(namespace).insert(upserted(filter, change));
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: document._id };
  return { lastErrorObject, value: givesNew ? shape(document) : null };
};

function applyTo(
  collection: Collection,
  record: StoredRecord,
  change: ReturnType<typeof compileUpdate> | undefined,
): void {
  if (change) collection.replace(record, change(record.document, false));
  else collection.remove(record);
}
