import { dimensionIds } from './aggregate';
import type { IndicatorAssessment } from './assessment';
import type { ReliabilityGrade, RiskMethod } from './risk-method';

/** What reliability reads of an indicator. */
export type ReliedUpon = Pick<IndicatorAssessment, 'id' | 'dimension' | 'status' | 'ageMonths'>;

/** Shares of the weight of the applicable indicators, each 0 to 1; every dimension weighs the same. */
export interface UnreliableShares {
  readonly missing: number;
  readonly stale: number;
  readonly pooled: number;
}

export function unreliableShares(indicators: readonly ReliedUpon[], method: RiskMethod): UnreliableShares {
  const rows = indicators.filter(({ status }) => status !== 'NOT_APPLICABLE');
  const { staleAfterMonths } = method.reliability;
  return {
    missing: shareOf(rows, method, ({ status }) => (status === 'MISSING' ? 1 : 0)),
    stale: shareOf(rows, method, ({ status, ageMonths }) =>
      status === 'MISSING' ? 0 : staleness(ageMonths, staleAfterMonths),
    ),
    pooled: shareOf(rows, method, ({ status }) => (status === 'POOLED' ? 1 : 0)),
  };
}

/** Step 6: 0 where every figure came, is fresh and is the area's own; up to 10. */
export function lackOfReliability({ missing, stale, pooled }: UnreliableShares, { reliability }: RiskMethod): number {
  const lack = reliability.missing * missing + reliability.stale * stale + reliability.pooled * pooled;
  return roundToMillionths(10 * Math.min(1, lack));
}

/** An index that could not be computed is D, however few figures it lacks. */
export function gradeOf(lack: number, computed: boolean, { reliability }: RiskMethod): ReliabilityGrade {
  return computed ? (reliability.grades.find(({ below }) => lack < below)?.grade ?? 'D') : 'D';
}

// Within a dimension, what is applicable shares the weight.
function shareOf(
  applicable: readonly ReliedUpon[],
  { indicators }: RiskMethod,
  part: (row: ReliedUpon) => number,
): number {
  const weightOf = new Map(indicators.map(({ id, weight }) => [id, weight]));
  let shares = 0;
  for (const id of dimensionIds) {
    let [weighed, total] = [0, 0];
    for (const row of applicable) {
      if (row.dimension !== id) continue;
      const weight = weightOf.get(row.id) ?? 0;
      total += weight;
      weighed += weight * part(row);
    }
    if (total > 0) shares += weighed / total;
  }
  return shares / dimensionIds.length;
}

function staleness(ageMonths: number, staleAfterMonths: number): number {
  return Math.min(1, Math.max(0, ageMonths) / staleAfterMonths);
}

// A sum of thirds and quarters must not fall on the wrong side of a grade by a rounding error.
function roundToMillionths(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
