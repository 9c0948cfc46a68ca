import { addMonths, type Day, firstDayOf, lastDayOf, type Month, monthOf, monthsBetween } from './calendar';

/** How many closed months a series keeps before the running one. */
export const historyMonths = 26;

/**
 * A change of one measure on one day. A signal on a day is the sum of all changes up to that day, so a window is two
 * changes: an incident of 17 October enters a 90-day window that day and leaves it 90 days later.
 */
export interface Change {
  readonly on: Day;
  readonly measure: string;
  /** Numerator (share) or weight (rate). */
  readonly x: number;
  /** Denominator (share) or events (rate). */
  readonly n: number;
}

export interface Balance {
  readonly x: number;
  readonly n: number;
}

/** The signals of one area: balances at the end of each closed month, and the changes from the running month on. */
export interface SignalSeries {
  readonly firstMonth: Month;
  /** Per closed month, per measure: x, n. */
  readonly closings: readonly (readonly number[])[];
  /** The month after the last closed one. */
  readonly openMonth: Month;
  /** Changes from the open month on, future ones included, by day: [day, measure number, x, n]. */
  readonly pending: readonly (readonly [Day, number, number, number])[];
}

/** The series of a set of changes, as it stands in the month of `today`. */
export function buildSeries(changes: Iterable<Change>, measures: readonly string[], today: Day): SignalSeries {
  const openMonth = monthOf(today);
  const firstMonth = addMonths(openMonth, -historyMonths);
  const closings = Array.from({ length: historyMonths }, () => emptyBalances(measures));
  const pending = new Map<string, [Day, number, number, number]>();
  for (const { on, measure, x, n } of changes) {
    const index = measures.indexOf(measure);
    const month = monthOf(on);
    if (month >= openMonth) addPending(pending, [on, index, x, n]);
    else addTo(closings[Math.max(0, monthsBetween(firstMonth, month))], index, x, n);
  }
  accumulate(closings);
  return { firstMonth, closings, openMonth, pending: sorted(pending) };
}

/** The sum of several series and of further changes, as it stands in the month of `today`. */
export function sumSeries(
  parts: readonly SignalSeries[],
  changes: Iterable<Change>,
  measures: readonly string[],
  today: Day,
): SignalSeries {
  // A part computed under a clock that runs ahead has closed a month whose changes nobody can take apart again.
  const openMonth = parts.reduce((latest, part) => (part.openMonth > latest ? part.openMonth : latest), monthOf(today));
  const own = buildSeries(changes, measures, firstDayOf(openMonth));
  const closings = own.closings.map((balances) => [...balances]);
  const pending = new Map(
    own.pending.map((change) => [pendingKey(change), [...change] as [Day, number, number, number]]),
  );
  for (const part of parts) {
    const advanced = advance(part, own.openMonth);
    closings.forEach((balances, index) => {
      const other = closingOf(advanced, addMonths(own.firstMonth, index));
      other.forEach((value, slot) => (balances[slot] = (balances[slot] ?? 0) + value));
    });
    for (const change of advanced.pending) addPending(pending, change);
  }
  return { ...own, closings, pending: sorted(pending) };
}

/** The balance of each measure at the end of a day. */
export function balancesOn(series: SignalSeries, measures: readonly string[], day: Day): Map<string, Balance> {
  const month = monthOf(day);
  const whole = day === lastDayOf(month) && month < series.openMonth;
  const base = closingOf(series, whole ? month : addMonths(series.openMonth, -1));
  const balances = [...base];
  if (!whole) {
    for (const [on, index, x, n] of series.pending) {
      if (on > day) break;
      addTo(balances, index, x, n);
    }
  }
  return new Map(
    measures.map((measure, index) => [measure, { x: balances[2 * index] ?? 0, n: balances[2 * index + 1] ?? 0 }]),
  );
}

/** The same series with the months before `openMonth` closed. */
function advance(series: SignalSeries, openMonth: Month): SignalSeries {
  if (openMonth <= series.openMonth) return series;
  const closings = series.closings.map((balances) => [...balances]);
  const months = monthsBetween(series.openMonth, openMonth);
  for (let step = 0; step < months; step += 1) closings.push([...(closings.at(-1) ?? [])]);
  for (const [on, index, x, n] of series.pending) {
    const first = monthsBetween(series.firstMonth, monthOf(on));
    for (let at = first; at < closings.length; at += 1) addTo(closings[at], index, x, n);
  }
  return { ...series, closings, openMonth, pending: series.pending.filter(([on]) => on >= firstDayOf(openMonth)) };
}

function closingOf({ firstMonth, closings }: SignalSeries, month: Month): readonly number[] {
  const index = monthsBetween(firstMonth, month);
  return index < 0 ? [] : (closings[Math.min(index, closings.length - 1)] ?? []);
}

function emptyBalances(measures: readonly string[]): number[] {
  return new Array<number>(measures.length * 2).fill(0);
}

function addTo(balances: number[] | undefined, index: number, x: number, n: number): void {
  if (balances === undefined || index < 0) return;
  balances[2 * index] = (balances[2 * index] ?? 0) + x;
  balances[2 * index + 1] = (balances[2 * index + 1] ?? 0) + n;
}

function accumulate(closings: number[][]): void {
  for (let month = 1; month < closings.length; month += 1) {
    const before = closings[month - 1] ?? [];
    closings[month]?.forEach((value, slot, balances) => (balances[slot] = value + (before[slot] ?? 0)));
  }
}

const pendingKey = ([on, index]: readonly [Day, number, number, number]): string => `${on}#${index}`;

function addPending(
  pending: Map<string, [Day, number, number, number]>,
  change: readonly [Day, number, number, number],
): void {
  const known = pending.get(pendingKey(change));
  if (known === undefined) pending.set(pendingKey(change), [...change]);
  else {
    known[2] += change[2];
    known[3] += change[3];
  }
}

function sorted(pending: Map<string, [Day, number, number, number]>): [Day, number, number, number][] {
  return [...pending.values()]
    .filter(([, , x, n]) => x !== 0 || n !== 0)
    .sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? -1 : 1));
}
