import type DataLoader from 'dataloader';

import { cityOf } from './area-code';
import { signalMonths } from './arguments';
import { loaderByMap } from './batch-loader';
import { addMonths, type Day, lastDayOf, type Month, monthOf, monthsUpTo } from './calendar';
import type { SignalRollups } from './signal-rollups';
import { type Balance, balancesOn, type SignalSeries } from './signal-series';

/** The signals of one area and of its city for one calendar month. */
export interface MonthSignals {
  readonly code: string;
  readonly month: Month;
  /** The day on which the signals are read. */
  readonly asOf: Day;
  readonly provisional: boolean;
  readonly area: ReadonlyMap<string, Balance>;
  readonly city: ReadonlyMap<string, Balance>;
}

type SeriesLoader = DataLoader<string, SignalSeries | null>;

/** Series of areas, all those asked for in one tick with one command. */
export function seriesLoader(rollups: SignalRollups): SeriesLoader {
  return loaderByMap<string, SignalSeries | null>(
    (codes) => rollups.seriesOf(codes),
    () => null,
  );
}

/** Where in a month its signals are read. */
export type DayOfMonth = (month: Month, today: Day) => Day;

/** The month's last day, or today in the running month. */
export const lastDayReached: DayOfMonth = (month, today) => (lastDayOf(month) < today ? lastDayOf(month) : today);

/**
 * The month's last day, or the last day of the month before where that is yet to come. Counts of persons are read on
 * these days only: asked day by day, they would show each who comes or goes.
 */
export const lastMonthEnd: DayOfMonth = (month, today) =>
  lastDayOf(month) <= today ? lastDayOf(month) : lastDayOf(addMonths(month, -1));

/** Signals of the last 14 months up to the running one, newest first. An area above the cities is measured against itself. */
export async function monthSignalsOf(
  code: string,
  series: SeriesLoader,
  measures: readonly string[],
  today: Day,
  dayOfMonth: DayOfMonth = lastDayReached,
): Promise<readonly MonthSignals[]> {
  const [area, city] = await Promise.all([series.load(code), series.load(cityOf(code) ?? code)]);
  return monthsUpTo(monthOf(today), signalMonths)
    .reverse()
    .map((month) => {
      const asOf = dayOfMonth(month, today);
      return {
        code,
        month,
        asOf,
        provisional: month === monthOf(today),
        area: balancesOrZero(area, measures, asOf),
        city: balancesOrZero(city, measures, asOf),
      };
    });
}

function balancesOrZero(
  series: SignalSeries | null,
  measures: readonly string[],
  day: Day,
): ReadonlyMap<string, Balance> {
  if (series !== null) return balancesOn(series, measures, day);
  return new Map(measures.map((measure) => [measure, { x: 0, n: 0 }]));
}
