import type { Connection } from 'mongoose';

import { ToldError } from '../../common/told-error';
import { canonicalJson } from '../shared/canonical-json';
import { oneOf } from '../shared/filter';
import type { ImportedDocument } from '../shared/import-definition';
import { longestBatchMs } from '../shared/released-records';
import { modelFor, type StoredDocument, type Write, writeBatch } from './write-batch';

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
  let readAt = Date.now();
  const planned = await neededWrites(connection, batch);
  let writes = planned;
  for (let attempt = 0; writes.length > 0; attempt += 1) {
    if (attempt === mostAttempts)
      throw new ToldError('another import keeps moving the same records; run this one again');
    await announce(areasOf(writes));
    const isWritten = await writeBatch(connection, [...batch.keys()], writes);
    if (isWritten && Date.now() - readAt < longestBatchMs) break;
    readAt = Date.now();
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
      const isChange = former === null || canonicalJson(withoutMark(former)) !== canonicalJson(document);
      if (isChange || former.releasedAt !== undefined) writes.push({ collection, document, former, isChange });
    }
  }
  return writes;
}

function withoutMark(document: StoredDocument): object {
  return Object.fromEntries(Object.entries(document).filter(([field]) => field !== 'releasedAt'));
}

function areasOf(writes: readonly Write[]): string[] {
  const codes = writes.flatMap(({ document, former }) => [document.areaCode, former?.areaCode]);
  return [...new Set(codes.filter((code) => code !== undefined))];
}

/** A row is new by its record; it is changed when its record or anything it refers to was written. */
function count(records: readonly ImportedRecord[], writes: readonly Write[]): BatchCounts {
  const keyOf = (collection: string, number: string): string => `${collection}/${number}`;
  const byKey = new Map(writes.map((write) => [keyOf(write.collection, write.document._id), write]));
  const counts = { new: 0, changed: 0, unchanged: 0 };
  for (const { documents } of records) {
    const found = documents.map(({ collection, document }) => byKey.get(keyOf(collection, document._id)));
    if (found[0]?.former === null) counts.new += 1;
    else if (found.some((write) => write?.isChange)) counts.changed += 1;
    else counts.unchanged += 1;
  }
  return counts;
}
