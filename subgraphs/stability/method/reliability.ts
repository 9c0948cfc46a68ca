import { dimensionIds } from './aggregate';
import { type Measure, totalWeight } from './measure';
import type { ReliabilityGrade, RiskMethod } from './risk-method';

/** Step 6: 0 where every figure came, is fresh and is the area's own; up to 10. */
export function lackOfReliability(measures: readonly Measure[], { reliability }: RiskMethod): number {
  const missing = shareOf(measures, ({ reading }) => (reading ? 0 : 1));
  const pooled = shareOf(measures, ({ reading }) => (reading?.status === 'POOLED' ? 1 : 0));
  const stale = shareOf(measures, ({ reading, ageMonths }) =>
    reading ? staleness(ageMonths, reliability.staleAfterMonths) : 0,
  );
  const lack = reliability.missing * missing + reliability.stale * stale + reliability.pooled * pooled;
  return roundToMillionths(10 * Math.min(1, lack));
}

/** An index that could not be computed is D, however few figures it lacks. */
export function gradeOf(lack: number, computed: boolean, { reliability }: RiskMethod): ReliabilityGrade {
  return computed ? (reliability.grades.find(({ below }) => lack < below)?.grade ?? 'D') : 'D';
}

// Each dimension weighs the same; within it, what is applicable shares the weight.
function shareOf(measures: readonly Measure[], part: (measure: Measure) => number): number {
  const shares = dimensionIds.map((id) => {
    const applicable = measures.filter(({ rule, applicable }) => applicable && rule.dimension === id);
    const weighed = applicable.reduce((sum, measure) => sum + measure.rule.weight * part(measure), 0);
    return applicable.length === 0 ? 0 : weighed / totalWeight(applicable);
  });
  return shares.reduce((sum, share) => sum + share, 0) / dimensionIds.length;
}

function staleness(ageMonths: number, staleAfterMonths: number): number {
  return Math.min(1, Math.max(0, ageMonths) / staleAfterMonths);
}

// A sum of thirds and quarters must not fall on the wrong side of a grade by a rounding error.
function roundToMillionths(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
