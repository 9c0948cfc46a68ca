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

/** Gathers changes one by one; what it holds does not grow with their number. */
export class SeriesBuilder {
  private readonly openMonth: Month;
  private readonly firstMonth: Month;
  private readonly sums: number[][];
  private readonly pending = new Map<string, [Day, number, number, number]>();

  constructor(
    private readonly measures: readonly string[],
    today: Day,
  ) {
    this.openMonth = monthOf(today);
    this.firstMonth = addMonths(this.openMonth, -historyMonths);
    this.sums = Array.from({ length: historyMonths }, () => emptyBalances(measures));
  }

  add({ on, measure, x, n }: Change): void {
    const index = this.measures.indexOf(measure);
    const month = monthOf(on);
    if (month >= this.openMonth) addPending(this.pending, [on, index, x, n]);
    else addTo(this.sums[Math.max(0, monthsBetween(this.firstMonth, month))], index, x, n);
  }

  /** The series as it stands in the month of the given day. */
  series(): SignalSeries {
    const { firstMonth, openMonth } = this;
    return { firstMonth, closings: accumulated(this.sums), openMonth, pending: sorted(this.pending) };
  }
}

/** The series of a set of changes, as it stands in the month of `today`. */
export function buildSeries(changes: Iterable<Change>, measures: readonly string[], today: Day): SignalSeries {
  const builder = new SeriesBuilder(measures, today);
  for (const change of changes) builder.add(change);
  return builder.series();
}

/** The sum of several series, as it stands in the month of `today`. */
export function sumSeries(parts: readonly SignalSeries[], measures: readonly string[], today: Day): SignalSeries {
  // A part computed under a clock that runs ahead has closed a month whose changes nobody can take apart again.
  const openMonth = parts.reduce((latest, part) => (part.openMonth > latest ? part.openMonth : latest), monthOf(today));
  const firstMonth = addMonths(openMonth, -historyMonths);
  const closings = Array.from({ length: historyMonths }, () => emptyBalances(measures));
  const pending = new Map<string, [Day, number, number, number]>();
  for (const part of parts) {
    const advanced = advance(part, openMonth);
    closings.forEach((balances, index) => {
      const other = closingOf(advanced, addMonths(firstMonth, index));
      other.forEach((value, slot) => (balances[slot] = (balances[slot] ?? 0) + value));
    });
    for (const change of advanced.pending) addPending(pending, change);
  }
  return { firstMonth, closings, openMonth, pending: sorted(pending) };
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

function accumulated(sums: readonly (readonly number[])[]): number[][] {
  const closings: number[][] = [];
  for (const sum of sums) {
    const before = closings.at(-1) ?? [];
    closings.push(sum.map((value, slot) => value + (before[slot] ?? 0)));
  }
  return closings;
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
