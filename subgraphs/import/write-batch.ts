import type { Connection, Model } from 'mongoose';

import { keep, type Reference, referencesOf, release, releasedBy } from '../shared/released-records';

export interface StoredDocument {
  readonly _id: string;
  readonly areaCode?: string;
  readonly [field: string]: unknown;
}

/** A document to be written, and what stood there when it was read. */
export interface Write {
  readonly collection: string;
  readonly document: StoredDocument;
  readonly former: StoredDocument | null;
  /** False where the document is as it should be, but for the mark that a record let go of it. */
  readonly isChange: boolean;
}

/**
 * Writes documents, collection by collection in the order given: what records refer to, then the records.
 * A document that records refer to is new as one that was let go of, and kept when they are written, so that nothing
 * stays of a batch that was cut short.
 * Returns whether all was written; false when another writer changed a record's area or references since it was read.
 */
export async function writeBatch(
  connection: Connection,
  collections: readonly string[],
  writes: readonly Write[],
): Promise<boolean> {
  const references = referencesOf(connection);
  const released = releasedBy(writes, references);
  const writtenAt = new Date();
  await release(connection, released);
  const isWritten = await writeAll(connection, collections, writes, references, writtenAt);
  // Once more: were the writing to take long, the first mark might have been looked at before it.
  await release(connection, released);
  if (isWritten) await keep(connection, markedNumbers(writes, references), writtenAt);
  return isWritten;
}

async function writeAll(
  connection: Connection,
  collections: readonly string[],
  writes: readonly Write[],
  references: readonly Reference[],
  writtenAt: Date,
): Promise<boolean> {
  for (const collection of collections) {
    const fields = fieldsOf(collection, references);
    const isReferredTo = references.some(({ to }) => to === collection);
    const operations = writes
      .filter((write) => write.collection === collection)
      .map((write) => toOperation(isReferredTo ? marked(write, writtenAt) : write, fields));
    if (operations.length > 0 && !(await wasWritten(modelFor(connection, collection), operations))) return false;
  }
  return true;
}

function isToBeMarked({ former }: Write): boolean {
  return former === null || former.releasedAt !== undefined;
}

function marked(write: Write, releasedAt: Date): Write {
  return isToBeMarked(write) ? { ...write, document: { ...write.document, releasedAt } } : write;
}

function markedNumbers(writes: readonly Write[], references: readonly Reference[]): Map<string, Set<string>> {
  const numbers = new Map<string, Set<string>>();
  for (const to of new Set(references.map((reference) => reference.to))) {
    const written = writes.filter((write) => write.collection === to && isToBeMarked(write));
    if (written.length > 0) numbers.set(to, new Set(written.map(({ document }) => document._id)));
  }
  return numbers;
}

async function wasWritten(
  model: Model<StoredDocument>,
  operations: readonly ReturnType<typeof toOperation>[],
): Promise<boolean> {
  try {
    await model.bulkWrite(operations as never, {
      ordered: false,
      throwOnValidationError: true,
      // An acknowledged batch outlives a crash of the database.
      writeConcern: { w: 1, journal: true },
    });
    return true;
  } catch (error) {
    if (!isOvertaken(error)) throw error;
    return false;
  }
}

// Were these fields not part of the filter, a record that was changed meanwhile would leave an area whose signals nobody
// computes again, or let go of a record that nobody looks at. With them, the filter misses, the upsert tries to insert,
// and the number that is taken tells.
function toOperation({ document, former }: Write, fields: readonly string[]) {
  return { replaceOne: { filter: asRead(former ?? document, fields), replacement: document, upsert: true } };
}

function isOvertaken(error: unknown): boolean {
  const { code, writeErrors } = error as { code?: number; writeErrors?: { code?: number } | { code?: number }[] };
  const errors = writeErrors === undefined ? [{ code }] : [writeErrors].flat();
  return errors.length > 0 && errors.every((each) => each.code === 11_000);
}

/** The fields of a collection's records that say what else a change of them concerns: their area, what they refer to. */
export function fieldsOf(collection: string, references: readonly Reference[]): string[] {
  return ['areaCode', ...references.filter(({ from }) => from === collection).map(({ field }) => field)];
}

/** The filter that fits a document only where these fields are as they were read. */
export function asRead(document: StoredDocument, fields: readonly string[]): Record<string, unknown> {
  const told = fields.filter((field) => document[field] !== undefined);
  return Object.fromEntries(['_id', ...told].map((field) => [field, document[field]]));
}

/** The model that a connection has of a collection. */
export function modelFor(connection: Connection, collection: string): Model<StoredDocument> {
  const name = connection.modelNames().find((each) => connection.model(each).collection.name === collection);
  if (name === undefined) throw new Error(`No model of the collection ${collection}.`);
  return connection.model<StoredDocument>(name);
}
