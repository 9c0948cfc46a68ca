import type { Dimension } from './cells';
import { type Measure, totalWeight } from './measure';
import type { RiskMethod } from './risk-method';

export const dimensionIds: readonly Dimension[] = ['H', 'V', 'C'];

/** A dimension's score and variance; the score is null where too little is available to stand for the whole. */
export interface DimensionScore {
  readonly score: number | null;
  readonly variance: number;
  /** Weight the available indicators share between them. */
  readonly availableWeight: number;
}

export type PerDimension<Value> = Readonly<Record<Dimension, Value>>;

export function perDimension<Value>(valueOf: (dimension: Dimension) => Value): PerDimension<Value> {
  return { H: valueOf('H'), V: valueOf('V'), C: valueOf('C') };
}

/** Step 3: the weighted mean of what is available and applicable, its weights renormalised. Nothing is imputed. */
export function scoreDimension(measures: readonly Measure[], { minimumCoverage }: RiskMethod): DimensionScore {
  const applicableWeight = totalWeight(measures.filter(({ applicable }) => applicable));
  const availableWeight = totalWeight(measures.filter(({ reading }) => reading));
  const covered = availableWeight > 0 && availableWeight >= minimumCoverage * applicableWeight;
  return {
    score: covered ? sumOver(measures, (norm, _, weight) => weight * norm) / availableWeight : null,
    variance: covered ? sumOver(measures, (_, se, weight) => ((weight / availableWeight) * se) ** 2) : 0,
    availableWeight,
  };
}

function sumOver(measures: readonly Measure[], term: (norm: number, normSe: number, weight: number) => number): number {
  return measures.reduce(
    (sum, { reading, rule }) => sum + (reading ? term(reading.norm, reading.normSe, rule.weight) : 0),
    0,
  );
}

/**
 * Step 4, and the aggregation of the INFORM Risk Index: the geometric mean, in which a good score cannot buy off a bad
 * one as it could in an arithmetic mean.
 */
export function geometricMean({ H, V, C }: PerDimension<number>): number {
  return Math.cbrt(H * V * C);
}

/** What a dimension counts in the index: its score, but never less than the floor. */
export function floored(score: number, { dimensionFloor }: RiskMethod): number {
  return Math.max(score, dimensionFloor);
}

/** Step 4: the index, 0 to 10. */
export function indexOfDimensions(dimensions: PerDimension<number>, method: RiskMethod): number {
  return Math.min(10, geometricMean(perDimension((id) => floored(dimensions[id], method))));
}

/**
 * Step 5: the standard error of the index, to first order in the dimensions. A dimension at its floor keeps its share
 * of the error, so that the floor never makes the index look more certain than it is.
 */
export function indexError(index: number, scores: PerDimension<number>, variances: PerDimension<number>): number {
  return Math.sqrt(dimensionIds.reduce((sum, id) => sum + (index / (3 * scores[id])) ** 2 * variances[id], 0));
}
