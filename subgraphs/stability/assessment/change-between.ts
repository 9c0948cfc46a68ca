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
  readonly kind: 'INDICATOR' | 'DIMENSION' | 'DATA_AVAILABILITY' | 'FLOOR';
  readonly dimension: Dimension | null;
  readonly indicator: IndicatorId | null;
  /** Points of the index. */
  readonly value: number;
}

/** Stands for all of V where its indicators may not be told apart. */
const wholeV: IndicatorId = 'V1';

/**
 * What the difference of two told assessments comes from: two months of an area, two areas, or an area and its city.
 * Where either is rounded, dimension V is one driver, and takes what rounding left. null where either has no index or
 * they follow different versions of the method.
 */
export function changeBetween(before: ToldAssessment, after: ToldAssessment): ToldChange | null {
  if (before.index === null || after.index === null) return null;
  const isWhole = before.rounded || after.rounded;
  const change = changeDrivers(compared(before, isWhole), compared(after, isWhole), methodOf(after));
  if (change === null) return null;
  const drivers = driversOf(change, after).map((driver) =>
    isWhole && driver.indicator === wholeV ? restOf(change) : driver,
  );
  return { from: before.index, to: after.index, delta: change.delta, drivers: drivers.toSorted(byWeight) };
}

function compared(
  { methodVersion, index, dimensions, indicators }: ToldAssessment,
  isWhole: boolean,
): ComparedAssessment {
  const ofV = dimensions.find(({ id }) => id === 'V')?.value ?? null;
  const norms = indicators.map(({ id, dimension, norm }) => {
    const whole = id === wholeV ? ofV : null;
    return [id, { norm: isWhole && dimension === 'V' ? whole : norm }] as const;
  });
  return { methodVersion, index, indicators: Object.fromEntries(norms) as ComparedAssessment['indicators'] };
}

function driversOf({ drivers, dataAvailability, floor }: ChangeDrivers, told: ToldAssessment): readonly Driver[] {
  const rows = Object.entries(drivers) as [IndicatorId, number][];
  const other = [
    { kind: 'DATA_AVAILABILITY', dimension: null, indicator: null, value: dataAvailability },
    { kind: 'FLOOR', dimension: null, indicator: null, value: floor },
  ] as const;
  return [
    ...rows.map(([indicator, value]) => {
      const { dimension } = ruleOf(told, indicator);
      return { kind: 'INDICATOR', dimension, indicator, value } as const;
    }),
    ...other.filter(({ value }) => value !== 0),
  ];
}

/** What of a change is not another driver's is V's. */
function restOf({ delta, drivers, dataAvailability, floor }: ChangeDrivers): Driver {
  const others = Object.entries(drivers).reduce((sum, [id, value]) => (id === wholeV ? sum : sum + value), 0);
  return { kind: 'DIMENSION', dimension: 'V', indicator: null, value: delta - others - dataAvailability - floor };
}

function byWeight(one: Driver, other: Driver): number {
  return Math.abs(other.value) - Math.abs(one.value);
}
