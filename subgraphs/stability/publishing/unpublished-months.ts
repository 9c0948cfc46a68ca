import type { Model } from 'mongoose';

import type { Month } from '../../shared/calendar';
import { after } from '../../shared/filter';
import type { AssessmentRow } from '../models/Assessment';

/** The areas of one level that are assessed, and how many there are. */
export interface AreasOfLevel {
  readonly level: AssessedLevel;
  /** null is the whole country. */
  readonly within: string | null;
  readonly areas: number;
}

/** The levels that are units of the index. */
export const assessedLevels = ['CITY', 'DISTRICT', 'VILLAGE'] as const;
export type AssessedLevel = (typeof assessedLevels)[number];

/** Those of the closed months of which not all areas are published: a publishing that was ended is not taken for whole. */
export async function unpublishedMonths(
  model: Model<AssessmentRow>,
  { within, level, areas }: AreasOfLevel,
  closed: readonly Month[],
): Promise<Month[]> {
  const of = within === null ? { level } : { areaPath: within, level };
  const counts = await Promise.all(
    closed.map((month) => model.countDocuments({ ...of, month, publishedAt: after('') } as object)),
  );
  return closed.filter((_, at) => (counts[at] ?? 0) < areas);
}
