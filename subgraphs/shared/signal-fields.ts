import type { Day, Month } from './calendar';
import type { MonthSignals } from './month-signals';
import type { Balance } from './signal-series';

const zero: Balance = { x: 0, n: 0 };

/** The fields of SignalShare. */
export function signalShare({ area, city }: MonthSignals, measure: string) {
  const own = area.get(measure) ?? zero;
  const all = city.get(measure) ?? zero;
  return { numerator: own.x, denominator: own.n, cityNumerator: all.x, cityDenominator: all.n };
}

type Told = (balance: Balance, signals: MonthSignals) => { x: number | null; n: number | null };

export interface InputColumns {
  readonly months: readonly Month[];
  readonly asOf: readonly Day[];
  readonly [column: string]: readonly unknown[];
}

/**
 * One measure as the columns of an inputs type, oldest month first: `x`, `n`, `cityX`, `cityN` under the given names.
 * `told` may replace the numbers, or leave them out with null; `toldOfCity` where the city's are told otherwise.
 */
export function inputColumns(
  signals: readonly MonthSignals[],
  measure: string,
  [x, n]: readonly [x: string | null, n: string],
  told: Told = (balance) => balance,
  toldOfCity: Told = told,
): InputColumns {
  const oldestFirst = [...signals].reverse();
  const area = oldestFirst.map((month) => told(month.area.get(measure) ?? zero, month));
  const city = oldestFirst.map((month) => toldOfCity(month.city.get(measure) ?? zero, month));
  return {
    months: oldestFirst.map(({ month }) => month),
    asOf: oldestFirst.map(({ asOf }) => asOf),
    ...(x === null ? {} : { [x]: area.map((balance) => balance.x), [cityName(x)]: city.map((balance) => balance.x) }),
    [n]: area.map((balance) => balance.n),
    [cityName(n)]: city.map((balance) => balance.n),
  };
}

function cityName(column: string): string {
  return `city${column.charAt(0).toUpperCase()}${column.slice(1)}`;
}
