import type { Connection } from 'mongoose';

import { ToldError } from '../../common/told-error';
import { oneOf } from '../shared/filter';
import { referencesOf, release, releasedBy } from '../shared/released-records';
import { asRead, fieldsOf, modelFor, type StoredDocument } from './write-batch';

const mostAttempts = 20;

/**
 * Takes the records with these numbers out of a collection. Returns how many went; a number that is not there is no
 * mistake, so that it can be repeated. `announce` is told the areas that signals must be computed for, before anything
 * of them goes; what the records refer to is let go of, for `removeReleased` to take out.
 * @throws ToldError when another writer changes the records again and again.
 */
export async function deleteBatch(
  connection: Connection,
  collection: string,
  numbers: readonly string[],
  announce: (areas: readonly string[]) => Promise<void>,
): Promise<number> {
  const model = modelFor(connection, collection);
  const references = referencesOf(connection);
  const fields = fieldsOf(collection, references);
  let removed = 0;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const stored = await model
      .find({ _id: oneOf(numbers) } as object, Object.fromEntries(fields.map((field) => [field, 1])))
      .batchSize(numbers.length + 1)
      .lean<StoredDocument[]>();
    if (stored.length === 0) return removed;
    await announce([...new Set(stored.flatMap(({ areaCode }) => areaCode ?? []))]);
    const changes = stored.map((former) => ({ collection, former, document: null }));
    const released = releasedBy(changes, references);
    await release(connection, released);
    // A record that was changed since it was read has left the area that was announced, or refers to others: it is read
    // and announced again.
    const operations = stored.map((document) => ({ deleteOne: { filter: asRead(document, fields) } }));
    const { deletedCount } = await model.bulkWrite(operations, {
      ordered: false,
      // What was acknowledged as gone does not come back with a crash of the database.
      writeConcern: { w: 1, journal: true },
    });
    // Once more: were the deletion to take long, the first mark might have been looked at before it.
    await release(connection, released);
    removed += deletedCount;
    if (deletedCount === stored.length) return removed;
  }
  throw new ToldError('another import keeps moving the same records; run this one again');
}

/** How many of these numbers are there: what a deletion would take, with nothing deleted. */
export function countBatch(connection: Connection, collection: string, numbers: readonly string[]): Promise<number> {
  return modelFor(connection, collection)
    .countDocuments({ _id: oneOf(numbers) } as object)
    .exec();
}
