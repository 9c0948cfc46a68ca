import type { Connection, Model } from 'mongoose';

import { ToldError } from '../../common/told-error';
import { canonicalJson } from '../shared/canonical-json';
import { oneOf } from '../shared/filter';
import type { ImportedDocument } from '../shared/import-definition';

/** A good row: its line, and the documents it brings, the record itself first. */
export interface ImportedRecord {
  readonly line: number;
  readonly documents: readonly ImportedDocument[];
}

export interface BatchCounts {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

interface StoredDocument {
  readonly _id: string;
  readonly areaCode?: string;
}

/** A document to be written, and the area where the record stood when it was read. */
interface Write {
  readonly collection: string;
  readonly document: StoredDocument;
  readonly former: StoredDocument | null;
}

const mostAttempts = 20;

/**
 * Brings the documents of a batch into the database: new and changed ones are written, others left alone.
 * `announce` is told the areas that signals must be computed for, before anything of them is written.
 */
export async function upsertBatch(
  connection: Connection,
  records: readonly ImportedRecord[],
  announce: (areas: readonly string[]) => Promise<void>,
): Promise<BatchCounts> {
  const batch = documentsByCollection(records);
  const planned = await neededWrites(connection, batch);
  let writes = planned;
  for (let attempt = 0; writes.length > 0; attempt += 1) {
    if (attempt === mostAttempts)
      throw new ToldError('another import keeps moving the same records; run this one again');
    await announce(areasOf(writes));
    if (await writeAll(connection, batch, writes)) break;
    writes = await neededWrites(connection, batch);
  }
  return count(records, planned);
}

/** What a batch would do, with nothing written. */
export async function previewBatch(connection: Connection, records: readonly ImportedRecord[]): Promise<BatchCounts> {
  return count(records, await neededWrites(connection, documentsByCollection(records)));
}

type Batch = ReadonlyMap<string, ReadonlyMap<string, StoredDocument>>;

/** Each document once, the last row's; what records refer to comes first, so that no record refers to nothing. */
function documentsByCollection(records: readonly ImportedRecord[]): Batch {
  const batch = new Map<string, Map<string, StoredDocument>>();
  const add = ({ collection, document }: ImportedDocument): void => {
    const documents = batch.get(collection) ?? new Map<string, StoredDocument>();
    batch.set(collection, documents.set(document._id, document));
  };
  records.forEach(({ documents }) => documents.slice(1).forEach(add));
  records.forEach(({ documents }) => documents.slice(0, 1).forEach(add));
  return batch;
}

async function neededWrites(connection: Connection, batch: Batch): Promise<Write[]> {
  const writes: Write[] = [];
  for (const [collection, documents] of batch) {
    const stored = await modelFor(connection, collection)
      .find({ _id: oneOf([...documents.keys()]) } as object)
      .batchSize(documents.size + 1)
      .lean<StoredDocument[]>();
    const byNumber = new Map(stored.map((document) => [document._id, document]));
    for (const [number, document] of documents) {
      const former = byNumber.get(number) ?? null;
      if (former === null || canonicalJson(former) !== canonicalJson(document)) {
        writes.push({ collection, document, former });
      }
    }
  }
  return writes;
}

function areasOf(writes: readonly Write[]): string[] {
  const codes = writes.flatMap(({ document, former }) => [document.areaCode, former?.areaCode]);
  return [...new Set(codes.filter((code) => code !== undefined))];
}

/** Whether all was written; false when another writer moved a record to another area since it was read. */
async function writeAll(connection: Connection, batch: Batch, writes: readonly Write[]): Promise<boolean> {
  for (const collection of batch.keys()) {
    const operations = writes.filter((write) => write.collection === collection).map(toOperation);
    if (operations.length === 0) continue;
    try {
      await modelFor(connection, collection).bulkWrite(operations as never, {
        ordered: false,
        throwOnValidationError: true,
        // An acknowledged batch outlives a crash of the database.
        writeConcern: { w: 1, journal: true },
      });
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      return false;
    }
  }
  return true;
}

// Were the area not part of the filter, a record moved meanwhile would leave an area whose signals nobody computes again.
// With it, the filter misses, the upsert tries to insert, and the number that is taken tells.
function toOperation({ document, former }: Write) {
  const { _id, areaCode } = document;
  const filter = areaCode === undefined ? { _id } : { _id, areaCode: former?.areaCode ?? areaCode };
  return { replaceOne: { filter, replacement: document, upsert: true } };
}

function isOvertaken(error: unknown): boolean {
  const { code, writeErrors } = error as { code?: number; writeErrors?: { code?: number } | { code?: number }[] };
  const errors = writeErrors === undefined ? [{ code }] : [writeErrors].flat();
  return errors.length > 0 && errors.every((each) => each.code === 11_000);
}

/** The model that a connection has of a collection. */
export function modelFor(connection: Connection, collection: string): Model<StoredDocument> {
  const name = connection.modelNames().find((each) => connection.model(each).collection.name === collection);
  if (name === undefined) throw new Error(`No model of the collection ${collection}.`);
  return connection.model<StoredDocument>(name);
}

/** A row is new by its record; it is changed when its record or anything it refers to was written. */
function count(records: readonly ImportedRecord[], writes: readonly Write[]): BatchCounts {
  const keyOf = (collection: string, number: string): string => `${collection}/${number}`;
  const byKey = new Map(writes.map((write) => [keyOf(write.collection, write.document._id), write]));
  const counts = { new: 0, changed: 0, unchanged: 0 };
  for (const { documents } of records) {
    const found = documents.map(({ collection, document }) => byKey.get(keyOf(collection, document._id)));
    if (found[0]?.former === null) counts.new += 1;
    else if (found.some((write) => write !== undefined)) counts.changed += 1;
    else counts.unchanged += 1;
  }
  return counts;
}
