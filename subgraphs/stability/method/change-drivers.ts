import { dimensionIds, floored, geometricMean, type PerDimension, perDimension } from './aggregate';
import type { Dimension, IndicatorId } from './cells';
import { methodNamed } from './method-version';
import type { RiskMethod } from './risk-method';

/** Why an index moved, in points. `drivers`, `dataAvailability` and `floor` sum to `delta`, to rounding. */
export interface ChangeDrivers {
  readonly delta: number;
  /** For each indicator measured both times. */
  readonly drivers: Readonly<Partial<Record<IndicatorId, number>>>;
  /** The part that comes from indicators measured only one of the two times. */
  readonly dataAvailability: number;
  /** The part taken by the floor under a dimension; 0 unless a dimension is below it. */
  readonly floor: number;
}

/** What a comparison reads of an assessment. */
export interface ComparedAssessment {
  readonly methodVersion: string;
  readonly index: number | null;
  readonly indicators: Readonly<Record<IndicatorId, { readonly norm: number | null }>>;
}

interface CommonIndicator {
  readonly id: IndicatorId;
  readonly dimension: Dimension;
  readonly weight: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Step 7, the change: logarithmic mean Divisia decomposition, which leaves no residual. The baseline is an earlier month
 * of the area, or the city. null where either has no index or they follow different versions of the method.
 */
export function changeDrivers(
  before: ComparedAssessment,
  after: ComparedAssessment,
  method: RiskMethod | undefined = methodNamed(after.methodVersion),
): ChangeDrivers | null {
  if (before.index === null || after.index === null || !method) return null;
  if (before.methodVersion !== method.name || after.methodVersion !== method.name) return null;
  const delta = after.index - before.index;
  const common = commonIndicators(before, after, method);
  if (dimensionIds.some((id) => !common.some(({ dimension }) => dimension === id)))
    return { delta, drivers: {}, dataAvailability: delta, floor: 0 };
  const isSameSet = [before, after].every((side) => countMeasured(side) === common.length);
  return decompose(delta, common, isSameSet, method);
}

function decompose(
  delta: number,
  common: readonly CommonIndicator[],
  isSameSet: boolean,
  method: RiskMethod,
): ChangeDrivers {
  const then = commonScores(common, 'before', method);
  const now = commonScores(common, 'after', method);
  const [indexThen, indexNow] = [geometricMean(then), geometricMean(now)];
  const pointsPerScore = perDimension(
    (id) => logarithmicMean(indexNow, indexThen) / (3 * logarithmicMean(now[id], then[id])),
  );
  const rows = common.map(
    ({ id, dimension, weight, before, after }) => [id, pointsPerScore[dimension] * weight * (after - before)] as const,
  );
  const explained = rows.reduce((sum, [, points]) => sum + points, 0);
  const commonDelta = indexNow - indexThen;
  // Differences of nearly equal numbers: where a part does not exist it is 0, not a rounding error.
  const floor = isFloorBinding(common, method) ? commonDelta - explained : 0;
  return {
    delta,
    drivers: Object.fromEntries(rows),
    dataAvailability: isSameSet ? 0 : delta - explained - floor,
    floor,
  };
}

// Weights are shared anew among the indicators measured both times, so that both indices are of the same things.
function commonIndicators(
  before: ComparedAssessment,
  after: ComparedAssessment,
  method: RiskMethod,
): readonly CommonIndicator[] {
  const shared = method.indicators.filter(({ id }) => normOf(before, id) !== null && normOf(after, id) !== null);
  return shared.map(({ id, dimension, weight }) => {
    const total = shared.reduce((sum, rule) => sum + (rule.dimension === dimension ? rule.weight : 0), 0);
    return { id, dimension, weight: weight / total, before: normOf(before, id) ?? 0, after: normOf(after, id) ?? 0 };
  });
}

function countMeasured({ indicators }: ComparedAssessment): number {
  return Object.values(indicators).filter(({ norm }) => norm !== null).length;
}

function normOf(assessment: ComparedAssessment, id: IndicatorId): number | null {
  return assessment.indicators[id].norm;
}

function commonScores(
  common: readonly CommonIndicator[],
  side: 'before' | 'after',
  method: RiskMethod,
): PerDimension<number> {
  return perDimension((id) => floored(rawScore(common, id, side), method));
}

function rawScore(common: readonly CommonIndicator[], id: Dimension, side: 'before' | 'after'): number {
  return common.reduce((sum, row) => sum + (row.dimension === id ? row.weight * row[side] : 0), 0);
}

function isFloorBinding(common: readonly CommonIndicator[], { dimensionFloor }: RiskMethod): boolean {
  return dimensionIds.some((id) =>
    (['before', 'after'] as const).some((side) => rawScore(common, id, side) < dimensionFloor),
  );
}

// (a - b) / (ln a - ln b), and a where they are equal. log1p keeps its precision where a and b are close.
function logarithmicMean(a: number, b: number): number {
  return a === b ? a : (a - b) / Math.log1p((a - b) / b);
}
