import type { Words } from './english';

/** How numbers, months and days are written in a language. What is not there is written in its words. */
export interface Formats {
  count(value: number | null | undefined): string;
  /** One decimal. */
  index(value: number | null | undefined): string;
  /** With its sign, two decimals. */
  points(value: number): string;
  /** Three decimals. */
  score(value: number | null | undefined): string;
  percent(share: number | null | undefined): string;
  /** `2024-10` as `October 2024`. */
  month(month: string): string;
  monthShort(month: string): string;
  day(day: string): string;
}

export function formatsOf({ locale, states }: Words): Formats {
  const count = new Intl.NumberFormat(locale);
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(locale, {
    signDisplay: 'always',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const score = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const inJakarta = { timeZone: 'Asia/Jakarta' };
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const monthShort = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...inJakarta });
  const orNot = (write: (value: number) => string, value: number | null | undefined): string =>
    value === null || value === undefined ? states.noIndex : write(value);
  return {
    count: (value) => (value === null || value === undefined ? states.unknown : count.format(value)),
    index: (value) => orNot((each) => decimal.format(each), value),
    points: (value) => signed.format(value),
    score: (value) => (value === null || value === undefined ? states.unknown : score.format(value)),
    percent: (share) => (share === null || share === undefined ? states.notTold : percent.format(share)),
    month: (text) => month.format(new Date(`${text}-01T00:00:00Z`)),
    monthShort: (text) => monthShort.format(new Date(`${text}-01T00:00:00Z`)),
    day: (text) => day.format(new Date(text)),
  };
}
