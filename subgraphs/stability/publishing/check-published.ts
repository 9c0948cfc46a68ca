import type { Model } from 'mongoose';

import { after, oneOf } from '../../shared/filter';
import type { AssessmentRow } from '../models/Assessment';
import type { AskedAssessment } from './ask-assessments';

/** A published assessment that the graph would not make again as it is. */
export interface PublishedDifference {
  readonly area: string;
  readonly month: string;
  /** What differs: the figures behind it, the index that comes of them, the method. */
  readonly differs: readonly ('inputDigest' | 'index' | 'methodVersion')[];
  readonly publishedAt: string;
  readonly publishedIndex: number | null;
  /** What the index would be. */
  readonly index: number | null;
}

export interface CheckedPage {
  /** Published assessments that were compared. */
  readonly checked: number;
  readonly differences: readonly PublishedDifference[];
}

/** Compares what the graph computes now with what was published of it. Writes nothing. */
export async function checkPublished(
  model: Model<AssessmentRow>,
  computed: readonly AskedAssessment[],
): Promise<CheckedPage> {
  const published = await model
    .find({ _id: oneOf(computed.map(({ _id }) => _id)), publishedAt: after('') } as object)
    .select('inputDigest index methodVersion publishedAt')
    .batchSize(computed.length + 1)
    .lean<Pick<AssessmentRow, '_id' | 'inputDigest' | 'index' | 'methodVersion' | 'publishedAt'>[]>();
  const byNumber = new Map(published.map((row) => [row._id, row]));
  const differences = computed.flatMap((now): PublishedDifference[] => {
    const row = byNumber.get(now._id);
    const differs = (['inputDigest', 'index', 'methodVersion'] as const).filter((field) => row?.[field] !== now[field]);
    if (row === undefined || differs.length === 0) return [];
    const { areaCode: area, month, index } = now;
    return [{ area, month, differs, publishedAt: row.publishedAt ?? '', publishedIndex: row.index, index }];
  });
  return { checked: published.length, differences };
}
