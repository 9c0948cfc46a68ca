import { indexOfDimensions, perDimension } from '../method/aggregate';
import type { Dimension, IndicatorId } from '../method/cells';
import { type ChangeDrivers, changeDrivers, type ComparedAssessment } from '../method/change-drivers';
import { methodOf, ruleOf } from './method-of';
import type { ToldAssessment } from './told-assessment';

/** Why a told index differs from another. */
export interface ToldChange {
  readonly from: number;
  readonly to: number;
  readonly delta: number;
  /** The largest first; their values sum to `delta`. */
  readonly drivers: readonly Driver[];
}

export interface Driver {
  readonly kind: 'INDICATOR' | 'DIMENSION' | 'DATA_AVAILABILITY' | 'FLOOR' | 'ROUNDING';
  readonly dimension: Dimension | null;
  readonly indicator: IndicatorId | null;
  /** Points of the index. */
  readonly value: number;
}

/** Stands for all of V where its indicators may not be told apart. */
const wholeV: IndicatorId = 'V1';

/**
 * What the difference of two told assessments comes from: two months of an area, two areas, or an area and its city.
 * Where either is rounded, dimension V is one driver, all are computed from the told dimensions, and what the rounding
 * of the indices leaves is one of its own. null where either has no index or they follow different versions of the
 * method.
 */
export function changeBetween(before: ToldAssessment, after: ToldAssessment): ToldChange | null {
  if (before.index === null || after.index === null) return null;
  const isWhole = before.rounded || after.rounded;
  const change = changeDrivers(compared(before, isWhole), compared(after, isWhole), methodOf(after));
  if (change === null) return null;
  const delta = after.index - before.index;
  const drivers = [...indicatorDrivers(change, after, isWhole), ...otherDrivers(change, delta)];
  return { from: before.index, to: after.index, delta, drivers: drivers.toSorted(byWeight) };
}

function compared(told: ToldAssessment, isWhole: boolean): ComparedAssessment {
  const value = (dimension: Dimension): number | null =>
    told.dimensions.find(({ id }) => id === dimension)?.value ?? null;
  const norms = told.indicators.map(({ id, dimension, norm }) => {
    const whole = id === wholeV ? value('V') : null;
    return [id, { norm: isWhole && dimension === 'V' ? whole : norm }] as const;
  });
  const ofDimensions = () =>
    indexOfDimensions(
      perDimension((id) => value(id) ?? 0),
      methodOf(told),
    );
  return {
    methodVersion: told.methodVersion,
    index: told.rounded ? ofDimensions() : told.index,
    indicators: Object.fromEntries(norms) as ComparedAssessment['indicators'],
  };
}

function indicatorDrivers({ drivers }: ChangeDrivers, told: ToldAssessment, isWhole: boolean): readonly Driver[] {
  const rows = Object.entries(drivers) as [IndicatorId, number][];
  return rows.map(([indicator, value]) => {
    const { dimension } = ruleOf(told, indicator);
    if (isWhole && indicator === wholeV) return { kind: 'DIMENSION', dimension, indicator: null, value };
    return { kind: 'INDICATOR', dimension, indicator, value };
  });
}

function otherDrivers({ dataAvailability, floor, delta }: ChangeDrivers, toldDelta: number): readonly Driver[] {
  const parts = { DATA_AVAILABILITY: dataAvailability, FLOOR: floor, ROUNDING: toldDelta - delta } as const;
  const rows = Object.entries(parts) as [keyof typeof parts, number][];
  return rows.flatMap(([kind, value]) => (value === 0 ? [] : [{ kind, dimension: null, indicator: null, value }]));
}

function byWeight(one: Driver, other: Driver): number {
  return Math.abs(other.value) - Math.abs(one.value);
}
