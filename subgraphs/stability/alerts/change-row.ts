import type { Model } from 'mongoose';

import { notFound } from '../../shared/subgraph-errors';

/** Something that officers change: each change is one more revision. */
export interface RevisedRow {
  readonly _id: string;
  readonly revision: number;
}

// Of those who change a row at once, one is done in each round.
const mostRounds = 100;

/**
 * Changes a row by a rule that looks at it as it is. Where somebody else changes it at the same time, the rule looks
 * again, so nothing that was written is lost. A rule that gives the row itself changes nothing.
 * @param what the argument and the kind of thing, such as `id: "…" is no alert`.
 * @throws NOT_FOUND when the row is not there, and whatever the rule throws.
 */
export async function changeRow<Row extends RevisedRow>(
  model: Model<Row>,
  { id, missing }: { readonly id: string; readonly missing: string },
  rule: (row: Row) => Row | Promise<Row>,
): Promise<Row> {
  for (let round = 0; round < mostRounds; round += 1) {
    const row = await model.findOne({ _id: id } as object).lean<Row | null>();
    if (row === null) throw notFound(missing);
    const changed = await rule(row);
    if (changed === row) return row;
    const next = { ...changed, revision: row.revision + 1 };
    const { matchedCount } = await model.replaceOne({ _id: id, revision: row.revision } as object, next);
    if (matchedCount === 1) return next;
  }
  throw new Error('A row was changed by others a hundred times while it was to be changed.');
}
