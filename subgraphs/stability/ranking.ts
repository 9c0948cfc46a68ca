import type { Model } from 'mongoose';

import type { Month } from '../shared/calendar';
import { noneOf } from '../shared/filter';
import { inSteps } from '../shared/in-steps';
import { Remembered } from '../shared/remembered';
import { type RankedArea, rankIntervalSteps } from './method/rank-intervals';
import { type AssessmentHead, type AssessmentRow, headPaths } from './models/Assessment';
import { isComplete } from './stored-assessments';

/** Where areas stand among all ranked with them, by the code of the area. */
export type Ranks = ReadonlyMap<string, RankedArea>;

/** Drawing ranks of all districts takes seconds: those of the newest questions are remembered from one request to the next. */
export type RememberedRanks = Remembered<Promise<Ranks>>;
export const rememberRanks = (): RememberedRanks => new Remembered(50);

export interface Ranking {
  /** null when nothing was assessed yet. */
  readonly month: Month | null;
  readonly assessedAt: string | null;
  readonly provisional: boolean;
  /** As many as were asked for, from the highest index down; heads alone where those were asked for. */
  readonly rows: readonly (AssessmentRow | AssessmentHead)[];
  readonly insufficient: number;
  /** Of all areas ranked, also those beyond the rows; one command, unless they are remembered. */
  readonly ranks: () => Promise<Ranks>;
}

export interface RankingQuestion {
  /** null is the whole country. */
  readonly within: string | null;
  readonly level: string;
  readonly month: Month | null;
  readonly first: number;
  /** Whether the heads of the rows will do: a country's rows are megabytes, most of it details. */
  readonly heads: boolean;
}

const nothingAssessed: Ranking = {
  month: null,
  assessedAt: null,
  provisional: false,
  rows: [],
  insufficient: 0,
  ranks: () => Promise.resolve(new Map()),
};

/** Stored assessments of one month from the highest index down; by default of the newest month assessed. */
export function rankingOf(
  model: Model<AssessmentRow>,
  remembered: RememberedRanks,
): (question: RankingQuestion) => Promise<Ranking> {
  return async ({ within, level, month, first, heads }) => {
    const of = within === null ? { level, ...isComplete } : { areaPath: within, level, ...isComplete };
    const asked = month ?? (await newestMonth(model, of));
    if (asked === null) return nothingAssessed;
    const ofMonth = { ...of, month: asked };
    const [rows, insufficient, newest] = await Promise.all([
      model
        .find({ ...ofMonth, status: 'OK' } as object)
        .sort({ index: -1, _id: 1 })
        .limit(first)
        .batchSize(first + 1)
        .select(heads ? headPaths : '')
        .lean<AssessmentRow[]>(),
      model.countDocuments({ ...ofMonth, status: noneOf(['OK']) } as object),
      newestOf(model, ofMonth),
    ]);
    if (newest === null) return { ...nothingAssessed, month: asked };
    const { assessedAt, provisional } = newest;
    // Whatever is assessed anew, or for the first time, is newer.
    const key = JSON.stringify([within, level, asked, assessedAt, insufficient]);
    return {
      month: asked,
      assessedAt,
      provisional,
      rows,
      insufficient,
      ranks: () =>
        remembered.get(key, () =>
          drawRanks(model, ofMonth).catch((error: unknown) => {
            remembered.forget(key);
            throw error;
          }),
        ),
    };
  };
}

async function newestMonth(model: Model<AssessmentRow>, of: object): Promise<Month | null> {
  const [newest] = await model.find(of).sort({ month: -1 }).limit(1).select('month').lean<{ month: Month }[]>();
  return newest?.month ?? null;
}

type Newest = Pick<AssessmentRow, 'assessedAt' | 'provisional'>;

async function newestOf(model: Model<AssessmentRow>, ofMonth: object): Promise<Newest | null> {
  const [newest] = await model
    .find(ofMonth)
    .sort({ assessedAt: -1 })
    .limit(1)
    .select('assessedAt provisional')
    .lean<Newest[]>();
  return newest ?? null;
}

/** More than all villages of Indonesia. */
const mostAreas = 100_000;

async function drawRanks(model: Model<AssessmentRow>, ofMonth: object): Promise<Ranks> {
  const rows = await model
    .find({ ...ofMonth, status: 'OK' })
    .sort({ index: -1, _id: 1 })
    .limit(mostAreas)
    .batchSize(mostAreas + 1)
    .select('areaCode index standardError')
    .lean<Pick<AssessmentRow, 'areaCode' | 'index' | 'standardError'>[]>();
  const areas = rows.map(({ index, standardError }) => ({ index: index ?? 0, se: standardError ?? 0 }));
  const ranked = await inSteps(rankIntervalSteps(areas));
  return new Map(rows.flatMap(({ areaCode }, at) => (ranked[at] === undefined ? [] : [[areaCode, ranked[at]]])));
}
