import { dimensionIds, floored } from '../method/aggregate';
import type { Dimension, IndicatorId } from '../method/cells';
import { contributionOf } from '../method/contributions';
import { methodOf } from './method-of';
import type { ToldAssessment } from './told-assessment';

export interface Contribution {
  readonly dimension: Dimension;
  /** null is what a dimension has together: V where it is rounded, else what its floor adds. */
  readonly indicator: IndicatorId | null;
  /** Points of the index. */
  readonly value: number;
}

/** What a told index is made of; the values sum to it. Empty without an index. */
export function contributionsOf(told: ToldAssessment): readonly Contribution[] {
  const { index } = told;
  return index === null ? [] : dimensionIds.flatMap((dimension) => partsOf(dimension, told, index));
}

/** The points of a dimension: a third of the index, as each is by Euler's theorem; null without an index. */
export function dimensionPoints({ index }: ToldAssessment): number | null {
  return index === null ? null : index / dimensionIds.length;
}

function partsOf(dimension: Dimension, told: ToldAssessment, index: number): readonly Contribution[] {
  const method = methodOf(told);
  const score = told.dimensions.find(({ id }) => id === dimension)?.value ?? null;
  const own = told.indicators.flatMap(({ id, dimension: of, norm, weight }) => {
    const value = of === dimension ? contributionOf(norm, weight ?? 0, score, index, method) : null;
    return value === null ? [] : [{ dimension, indicator: id, value }];
  });
  const isWhole = score !== null && own.length > 0 && score === floored(score, method);
  if (isWhole) return own;
  const rest = own.reduce((left, { value }) => left - value, index / dimensionIds.length);
  return [...own, { dimension, indicator: null, value: rest }];
}
