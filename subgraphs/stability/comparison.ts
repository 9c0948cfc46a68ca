import type { Model } from 'mongoose';

import type { Month } from '../shared/calendar';
import { oneOf } from '../shared/filter';
import { badInput } from '../shared/subgraph-errors';
import type { AssessmentRow } from './models/Assessment';
import { isComplete } from './stored-assessments';

const mostCompared = 20;

/** @throws BAD_USER_INPUT unless 1 to 20 areas are named, each once. */
export function checkCompared(codes: readonly string[]): void {
  if (codes.length < 1 || codes.length > mostCompared) {
    throw badInput(`codes: ${codes.length} areas were named; name 1 to ${mostCompared}.`);
  }
  const twice = codes.find((code, at) => codes.indexOf(code) !== at);
  if (twice !== undefined) throw badInput(`codes: "${twice}" is named more than once; name each area once.`);
}

/** The newest month of which one of the areas has a stored assessment. */
export function newestMonthOf(model: Model<AssessmentRow>): (codes: readonly string[]) => Promise<Month | null> {
  return async (codes) => {
    const [newest] = await model
      .find({ areaCode: oneOf(codes), ...isComplete } as object)
      .sort({ month: -1 })
      .limit(1)
      .select('month')
      .lean<{ month: Month }[]>();
    return newest?.month ?? null;
  };
}
