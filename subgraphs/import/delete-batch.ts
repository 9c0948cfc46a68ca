import type { Connection } from 'mongoose';

import { ToldError } from '../../common/told-error';
import { oneOf } from '../shared/filter';
import { modelFor } from './upsert-batch';

const mostAttempts = 20;

/**
 * Takes the records with these numbers out of a collection. Returns how many went; a number that is not there is no
 * mistake, so that it can be repeated. `announce` is told the areas that signals must be computed for, before anything
 * of them goes.
 * @throws ToldError when another writer moves the records to other areas again and again.
 */
export async function deleteBatch(
  connection: Connection,
  collection: string,
  numbers: readonly string[],
  announce: (areas: readonly string[]) => Promise<void>,
): Promise<number> {
  const model = modelFor(connection, collection);
  let removed = 0;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const stored = await model
      .find({ _id: oneOf(numbers) } as object, { areaCode: 1 })
      .batchSize(numbers.length + 1)
      .lean<{ _id: string; areaCode?: string }[]>();
    if (stored.length === 0) return removed;
    await announce([...new Set(stored.flatMap(({ areaCode }) => areaCode ?? []))]);
    const { deletedCount } = await model.bulkWrite(stored.map(toOperation), {
      ordered: false,
      // What was acknowledged as gone does not come back with a crash of the database.
      writeConcern: { w: 1, journal: true },
    });
    removed += deletedCount;
    if (deletedCount === stored.length) return removed;
  }
  throw new ToldError('another import keeps moving the same records; run this one again');
}

// A record that was moved since it was read has left the area that was announced: it is read and announced again.
function toOperation({ _id, areaCode }: { readonly _id: string; readonly areaCode?: string }) {
  return { deleteOne: { filter: areaCode === undefined ? { _id } : { _id, areaCode } } };
}
