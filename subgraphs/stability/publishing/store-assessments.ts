import type { Model } from 'mongoose';

import type { Month } from '../../shared/calendar';
import type { AssessmentRow } from '../models/Assessment';
import type { AskedAssessment } from './ask-assessments';

export interface StoredCounts {
  /** Of settled months: published now, for good. */
  readonly published: number;
  /** Left as they are, since they were published before. */
  readonly alreadyPublished: number;
  /** Of the running month, and of one that has just closed: stored until the next assessment. */
  readonly provisional: number;
}

/**
 * Stores assessments: months before `settledBefore` are published, later ones stay provisional. A published row is never
 * written again, whoever stores at the same time: the filter of the replacement misses it, the upsert tries to insert,
 * and the number that is taken tells. So it can be repeated, and be ended at any moment.
 */
export async function storeAssessments(
  model: Model<AssessmentRow>,
  asked: readonly AskedAssessment[],
  settledBefore: Month,
): Promise<StoredCounts> {
  const assessments = asked.map((each) => ({ ...each, provisional: each.provisional || each.month >= settledBefore }));
  if (assessments.length === 0) return { published: 0, alreadyPublished: 0, provisional: 0 };
  const publishedAt = new Date().toISOString();
  const operations = assessments.map((assessment) => ({
    replaceOne: {
      filter: { _id: assessment._id, publishedAt: null },
      replacement: { ...assessment, publishedAt: assessment.provisional ? null : publishedAt },
      upsert: true,
    },
  }));
  const kept = await model.bulkWrite(operations as never, { ordered: false }).then(() => new Set<number>(), takenIn);
  const stored = assessments.filter((_, at) => !kept.has(at));
  const provisional = stored.filter((assessment) => assessment.provisional).length;
  return { published: stored.length - provisional, alreadyPublished: kept.size, provisional };
}

/** The operations whose number was taken; any other error is thrown. */
function takenIn(error: unknown): ReadonlySet<number> {
  const { writeErrors } = error as { writeErrors?: WriteError | readonly WriteError[] };
  const errors = [writeErrors ?? []].flat();
  if (errors.length === 0 || errors.some(({ code }) => code !== 11_000)) throw error;
  return new Set(errors.map(({ index }) => index));
}

interface WriteError {
  readonly code: number;
  readonly index: number;
}
