import type { Model } from 'mongoose';

import { loaderByKey } from '../shared/batch-loader';
import { monthsUpTo } from '../shared/calendar';
import { after, oneOf } from '../shared/filter';
import { badInput } from '../shared/subgraph-errors';
import type { AssessmentParent } from './assessment/other-assessments';
import { assessmentKey, type AssessmentRow, toldOfRow } from './models/Assessment';

/** What tells a row that answers every question from one of the form before there was publishing. */
export const isComplete = { inputDigest: after('') };

// The months of very many areas would be an unbounded read in disguise.
const maxRows = 20_000;

export type StoredAssessments = ReturnType<typeof storedAssessments>;

/** Stored assessments by their number, all those asked for in one tick with one command; null where there is none. */
export function storedAssessments(model: Model<AssessmentRow>) {
  return loaderByKey<string, AssessmentRow>(
    (keys) => {
      if (keys.length > maxRows) {
        throw badInput(
          `The question asks for ${keys.length} stored assessments, more than ${maxRows}; ask for fewer areas or months.`,
        );
      }
      return model
        .find({ _id: oneOf(keys), ...isComplete } as object)
        .batchSize(keys.length + 1)
        .lean<AssessmentRow[]>()
        .exec();
    },
    ({ _id }) => _id,
  );
}

/** What the fields of a stored assessment are resolved from; it is compared with what is stored too. */
export function storedParent(row: AssessmentRow, stored: StoredAssessments): AssessmentParent {
  return {
    ...toldOfRow(row),
    others: {
      earliest: null,
      ofMonth: async (month) => {
        const other = await stored.load(assessmentKey(row.areaCode, month));
        return other && toldOfRow(other);
      },
      fromCity: () => Promise.resolve(row.cityChange),
    },
  };
}

const mostMonths = 60;

/**
 * The stored assessments of an area up to a month, oldest first.
 * @throws BAD_USER_INPUT unless `months` lies from 1 to 60.
 */
export async function storedHistory(
  { areaCode, month }: Pick<AssessmentParent, 'areaCode' | 'month'>,
  months: number,
  stored: StoredAssessments,
): Promise<AssessmentParent[]> {
  if (!Number.isInteger(months) || months < 1 || months > mostMonths) {
    throw badInput(`months: ${months} must be from 1 to ${mostMonths}.`);
  }
  const keys = monthsUpTo(month, months).map((each) => assessmentKey(areaCode, each));
  const rows = await stored.loadMany(keys);
  return rows.flatMap((row) => {
    if (row instanceof Error) throw row;
    return row === null ? [] : [storedParent(row, stored)];
  });
}
