/** A calendar day, `YYYY-MM-DD`. Days and months are text: they sort as they should and know no time zone. */
export type Day = string;
/** A calendar month, `YYYY-MM`. */
export type Month = string;

const dayMs = 86_400_000;

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text;
}

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** Today in Jakarta (UTC+7, no summer time). */
export function todayInJakarta(now: number = Date.now()): Day {
  return new Date(now + 7 * 3_600_000).toISOString().slice(0, 10);
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function addDays(day: Day, days: number): Day {
  return dayAt(numberOf(day) + days);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

// Millions of records name a few thousand days: each is read and written once.
const numbers = new Map<Day, number>();
const days = new Map<number, Day>();
const mostDays = 100_000;

/** Whole days since 1970. */
function numberOf(day: Day): number {
  const known = numbers.get(day);
  if (known !== undefined) return known;
  const number = Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
  if (numbers.size >= mostDays) numbers.clear();
  numbers.set(day, number);
  return number;
}

function dayAt(number: number): Day {
  const known = days.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * dayMs).toISOString().slice(0, 10);
  if (days.size >= mostDays) days.clear();
  days.set(number, day);
  return day;
}

export function addMonths(month: Month, months: number): Month {
  const index = monthIndex(month) + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months from one month to another; negative when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): number {
  return monthIndex(to) - monthIndex(from);
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

export function lastDayOf(month: Month): Day {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

/** The last `count` months up to and including `last`, oldest first. */
export function monthsUpTo(last: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, index) => addMonths(last, index - count + 1));
}

function monthIndex(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
