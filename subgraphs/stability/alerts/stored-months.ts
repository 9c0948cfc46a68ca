import type { Model } from 'mongoose';

import { between, type Filter, oneOf } from '../../shared/filter';
import type { AssessmentRow } from '../models/Assessment';
import { isComplete } from '../stored-assessments';

/** What alert levels need to know of a stored month. */
export type StoredMonth = Pick<
  AssessmentRow,
  | '_id'
  | 'areaCode'
  | 'areaPath'
  | 'level'
  | 'month'
  | 'provisional'
  | 'methodVersion'
  | 'index'
  | 'standardError'
  | 'stabilityLevel'
>;

const fields = 'areaCode areaPath level month provisional methodVersion index standardError stabilityLevel';

/** Months of a batch of the stream; a few hundred areas have this many. */
const rowsOfBatch = 5_000;
// The whole country is read in one go: what takes a while is no fault.
const readTimeMs = 600_000;

/** The stored months of each area in an area, or of the whole country, oldest first: one streamed read. */
export async function* monthsByArea(
  model: Model<AssessmentRow>,
  within: string | null,
): AsyncGenerator<readonly StoredMonth[]> {
  const ofAreas: Filter = within === null ? {} : { _id: between(within, `${within}${afterAll}`) };
  const cursor = model
    .find({ ...ofAreas, ...isComplete } as object)
    .sort({ _id: 1 })
    .select(fields)
    .setOptions({ maxTimeMS: readTimeMs })
    .lean<StoredMonth[]>()
    .cursor({ batchSize: rowsOfBatch });
  let months: StoredMonth[] = [];
  for await (const row of cursor as AsyncIterable<StoredMonth>) {
    if (months[0] !== undefined && months[0].areaCode !== row.areaCode) {
      yield months;
      months = [];
    }
    months.push(row);
  }
  if (months.length > 0) yield months;
}

// A number is an area's code, "@" and a month: "@" stands between "." and "A", so those of an area and its parts are together.
const afterAll = 'A';

/** Whole assessments by their numbers; those that are not there are left out. */
export async function assessmentsById(
  model: Model<AssessmentRow>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AssessmentRow>> {
  const rows = await model
    .find({ _id: oneOf(ids) })
    .batchSize(ids.length + 1)
    .lean<AssessmentRow[]>();
  return new Map(rows.map((row) => [row._id, row]));
}
