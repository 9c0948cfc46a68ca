import type { Connection } from 'mongoose';

import { before, oneOf } from './filter';

/** A field whose value names a record of another collection, which is kept for as long as any record names it. */
export interface Reference {
  readonly from: string;
  readonly field: string;
  readonly to: string;
}

/** The references that the models of a connection declare by `keeps`. */
export function referencesOf(connection: Connection): Reference[] {
  return Object.values(connection.models).flatMap(({ schema, collection }) =>
    Object.entries(schema.paths).flatMap(([field, { options }]) => {
      const { keeps: to } = options as { keeps?: string };
      return to === undefined ? [] : [{ from: collection.name, field, to }];
    }),
  );
}

/** A record as it stood, and as it is to be; null where it is to go. */
export interface Change {
  readonly collection: string;
  readonly former: Readonly<Record<string, unknown>> | null;
  readonly document: Readonly<Record<string, unknown>> | null;
}

/** Numbers by collection. */
export type Numbers = ReadonlyMap<string, ReadonlySet<string>>;

/** What changed records named and name no more. */
export function releasedBy(changes: readonly Change[], references: readonly Reference[]): Numbers {
  const released = new Map<string, Set<string>>();
  for (const { from, field, to } of references) {
    for (const { collection, former, document } of changes) {
      const number = former?.[field];
      if (collection !== from || typeof number !== 'string' || number === document?.[field]) continue;
      released.set(to, (released.get(to) ?? new Set()).add(number));
    }
  }
  return released;
}

/**
 * Marks records that a record names no more, or is about to. Whether another names them is looked at when the mark is
 * old, so marking too much does no harm.
 */
export async function release(connection: Connection, numbers: Numbers): Promise<void> {
  for (const [collection, each] of numbers) {
    const released = { $set: { releasedAt: new Date() } };
    await connection.collection(collection).updateMany({ _id: oneOf([...each]) as never }, released);
  }
}

/** Takes the mark of a time from records: what names them is written. */
export async function keep(connection: Connection, numbers: Numbers, releasedAt: Date): Promise<void> {
  for (const [collection, each] of numbers) {
    const marked = { _id: oneOf([...each]), releasedAt } as never;
    await connection.collection(collection).updateMany(marked, { $unset: { releasedAt: '' } });
  }
}

// An import reads what it refers to and writes its record within `longestBatchMs`, or reads and writes again. What it
// read before the mark is therefore in use when the mark is this old; what it reads later it marks anew.
const settledMs = 60_000;
export const longestBatchMs = 30_000;

const batchSize = 1_000;

/**
 * Takes marked records out that no record names, and the mark from the others. Both are done only where the mark is
 * still the one that was read, so it may run beside imports and beside itself, and be stopped at any point.
 * Returns how many went.
 */
export async function removeReleased(connection: Connection, now: number = Date.now()): Promise<number> {
  const references = referencesOf(connection);
  let removed = 0;
  for (const to of new Set(references.map((reference) => reference.to))) {
    for (let found = batchSize; found === batchSize;) {
      const marked = await markedIn(connection, to, new Date(now - settledMs));
      found = marked.length;
      const named = await namedAmong(
        connection,
        references.filter((reference) => reference.to === to),
        marked.map(({ _id }) => _id),
      );
      const operations = marked.map(({ _id, releasedAt }) => {
        const filter = { _id, releasedAt } as never;
        return named.has(_id)
          ? { updateOne: { filter, update: { $unset: { releasedAt: '' } } } }
          : { deleteOne: { filter } };
      });
      if (operations.length === 0) continue;
      removed += (await connection.collection(to).bulkWrite(operations, { ordered: false })).deletedCount;
    }
  }
  return removed;
}

interface Marked {
  readonly _id: string;
  readonly releasedAt: Date;
}

function markedIn(connection: Connection, collection: string, settled: Date): Promise<Marked[]> {
  return connection
    .collection<Marked>(collection)
    .find({ releasedAt: before(settled) } as never, { projection: { releasedAt: 1 }, batchSize: batchSize + 1 })
    .limit(batchSize)
    .toArray();
}

/** Those of the numbers that a record names. */
export async function namedAmong(
  connection: Connection,
  references: readonly Reference[],
  numbers: readonly string[],
): Promise<Set<string>> {
  const named = new Set<string>();
  if (numbers.length === 0) return named;
  for (const { from, field } of references) {
    const found = await connection.collection(from).distinct(field, { [field]: oneOf(numbers) });
    for (const each of found as string[]) named.add(each);
  }
  return named;
}
