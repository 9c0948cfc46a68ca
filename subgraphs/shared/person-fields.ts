import { areaLevelOf, cityOf } from './area-code';
import type { PersonMeasure } from './disclose-measures';
import { roundedCount, roundedTo } from './disclosed-count';
import type { DisclosureTable } from './disclosure-table';
import type { MonthSignals } from './month-signals';
import { type InputColumns, inputColumns } from './signal-fields';
import type { Balance } from './signal-series';

/** The fields of PersonShare. */
export function personShare(
  { code, asOf, area }: MonthSignals,
  { measure, smallest }: PersonMeasure,
  table: DisclosureTable,
) {
  const own = table.tell(code, measure, asOf);
  const city = table.tell(cityOf(code) ?? code, measure, asOf);
  return {
    basis: isOwn(code, area.get(measure) ?? { x: 0, n: 0 }, smallest) ? 'OWN' : 'POOLED',
    numerator: own.numerator,
    denominator: own.denominator,
    cityNumerator: city.numerator,
    cityDenominator: city.denominator,
  };
}

/**
 * One measure of persons as the columns of an inputs type: rounded, so that the index can give away no more than that;
 * null where the area's own number may not stand behind a share, and 0 of 0 where the city's may not.
 */
export function personInputColumns(
  signals: readonly MonthSignals[],
  { measure, smallest }: PersonMeasure,
  names: readonly [x: string, n: string],
): InputColumns {
  return inputColumns(
    signals,
    measure,
    names,
    (balance, { code }) => (isOwn(code, balance, smallest) ? roundedBalance(balance, smallest) : { x: null, n: null }),
    (balance) => (balance.n < smallest ? { x: 0, n: 0 } : roundedBalance(balance, smallest)),
  );
}

/** Whether an area's own number may stand behind a share: never a village's, and never that of a small group. */
function isOwn(code: string, { n }: Balance, smallest: number): boolean {
  return areaLevelOf(code) !== 'VILLAGE' && n >= smallest;
}

/**
 * A part of a group, and the group, as the index takes them. A part or a rest beneath the threshold stays beneath it:
 * rounded up, it would be known to be one of two.
 */
export function roundedBalance({ x, n }: Balance, smallest: number): Balance {
  const beneath = (value: number) => Math.min(roundedCount(value), smallest - roundedTo);
  if (x < smallest) return { x: beneath(x), n: roundedCount(n) };
  return { x: n - x < smallest ? roundedCount(n) - beneath(n - x) : roundedCount(x), n: roundedCount(n) };
}
