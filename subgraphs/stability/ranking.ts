import type { Model } from 'mongoose';

import type { Month } from '../shared/calendar';
import { noneOf } from '../shared/filter';
import type { AssessmentRow } from './models/Assessment';

export interface Ranking {
  readonly month: Month | null;
  readonly rows: readonly AssessmentRow[];
  readonly insufficient: number;
}

export interface RankingQuestion {
  /** null is the whole country. */
  readonly within: string | null;
  readonly level: string;
  readonly month: Month | null;
  readonly first: number;
}

/** Stored assessments of one month from the highest index down; by default of the newest month assessed. */
export function rankingOf(model: Model<AssessmentRow>): (question: RankingQuestion) => Promise<Ranking> {
  return async ({ within, level, month, first }) => {
    const of = within === null ? { level } : { areaPath: within, level };
    const asked = month ?? (await newestMonth(model, of));
    if (asked === null) return { month: null, rows: [], insufficient: 0 };
    const [rows, insufficient] = await Promise.all([
      model
        .find({ ...of, month: asked, status: 'OK' })
        .sort({ index: -1, _id: 1 })
        .limit(first)
        .batchSize(first + 1)
        .lean<AssessmentRow[]>(),
      model.countDocuments({ ...of, month: asked, status: noneOf(['OK']) } as object),
    ]);
    return { month: asked, rows, insufficient };
  };
}

async function newestMonth(model: Model<AssessmentRow>, of: object): Promise<Month | null> {
  const [newest] = await model.find(of).sort({ month: -1 }).limit(1).select('month').lean<{ month: Month }[]>();
  return newest?.month ?? null;
}
