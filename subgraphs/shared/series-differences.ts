import { addMonths, type Month, monthOf, monthsUpTo } from './calendar';
import { type Balance, historyMonths, type SignalSeries, sumSeries } from './signal-series';

/** A measure of which two series tell otherwise in a month. */
export interface SeriesDifference {
  readonly measure: string;
  readonly month: Month;
  /** The balances at the end of the month, or on its first day that differs where the month is not closed. */
  readonly told: Balance;
  readonly right: Balance;
}

/**
 * Where two series would answer otherwise, on any day that can be asked for. A series that was computed in an earlier
 * month, or by a clock that runs ahead, differs in nothing but its form.
 */
export function seriesDifferences(
  told: SignalSeries,
  right: SignalSeries,
  measures: readonly string[],
): SeriesDifference[] {
  const later = told.openMonth > right.openMonth ? told.openMonth : right.openMonth;
  const [one, other] = [told, right].map((series) => sumSeries([series], measures, `${later}-01`));
  if (one === undefined || other === undefined || JSON.stringify(one) === JSON.stringify(other)) return [];
  const found = new Map<string, SeriesDifference>();
  for (const [month, toldRow, rightRow] of rowsOf(one, other, measures.length)) {
    measures.forEach((measure, index) => {
      const [toldBalance, rightBalance] = [balanceIn(toldRow, index), balanceIn(rightRow, index)];
      if (toldBalance.x === rightBalance.x && toldBalance.n === rightBalance.n) return;
      const key = `${month} ${measure}`;
      if (!found.has(key)) found.set(key, { measure, month, told: toldBalance, right: rightBalance });
    });
  }
  return [...found.values()];
}

type Row = readonly number[];

/** The balances of both after each closed month, and after each day on which either changes later. */
function* rowsOf(one: SignalSeries, other: SignalSeries, measures: number): Generator<[Month, Row, Row]> {
  const none: Row = new Array<number>(2 * measures).fill(0);
  for (const [index, month] of monthsUpTo(addMonths(one.openMonth, -1), historyMonths).entries()) {
    yield [month, one.closings[index] ?? none, other.closings[index] ?? none];
  }
  const running = [one, other].map(({ closings }) => [...(closings.at(-1) ?? none)]);
  const days = [...new Set([one, other].flatMap(({ pending }) => pending.map(([day]) => day)))].sort();
  for (const day of days) {
    for (const [at, series] of [one, other].entries()) {
      const row = running[at] ?? [];
      for (const [on, index, x, n] of series.pending) {
        if (on !== day) continue;
        row[2 * index] = (row[2 * index] ?? 0) + x;
        row[2 * index + 1] = (row[2 * index + 1] ?? 0) + n;
      }
    }
    yield [monthOf(day), [...(running[0] ?? none)], [...(running[1] ?? none)]];
  }
}

const balanceIn = (row: Row, index: number): Balance => ({ x: row[2 * index] ?? 0, n: row[2 * index + 1] ?? 0 });
