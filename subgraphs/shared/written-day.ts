import { addDays, type Day, isDay, type Month, monthOf, todayInJakarta } from './calendar';

export type WrittenDay = { readonly ok: true; readonly day: Day } | { readonly ok: false; readonly reason: string };

/**
 * A day as agencies write it: 2024-10-17, 17/10/2024, 17-10-2024, 17 Okt 2024, 17 October 2024, a moment of that day, or
 * the number a spreadsheet has for it, 45582. Of day and month the day comes first, as everywhere in Indonesia.
 */
export function readDay(text: string): WrittenDay {
  if (isDay(text)) return { ok: true, day: text };
  const shortYear = /^(\d{1,2})[/. -](\d{1,2}|\p{L}{3,9})[/. -](\d{2}|'\d{2})$/u.test(text);
  if (shortYear) return refused('has a year of two digits; write all four, such as 17/10/2024');
  return momentOf(text) ?? numberedDay(text) ?? namedDay(text) ?? serialDay(text) ?? refused(aDay);
}

export const aDay = 'must be a day such as 2024-10-17';

function refused(reason: string): WrittenDay {
  return { ok: false, reason };
}

/** A moment without a zone is a moment in Indonesia; one with a zone falls on the day that it is then in Jakarta. */
function momentOf(text: string): WrittenDay | null {
  const [, day = '', zone] =
    /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
  if (!isDay(day)) return null;
  if (zone === undefined) return { ok: true, day };
  const time = Date.parse(text.replace(' ', 'T'));
  return Number.isFinite(time) ? { ok: true, day: todayInJakarta(time) } : null;
}

function numberedDay(text: string): WrittenDay | null {
  const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text);
  if (yearFirst) return dayOf(yearFirst[1], yearFirst[2], yearFirst[3]);
  const written = /^(\d{1,2})([/. -])(\d{1,2})\2(\d{4})(?:[ T]\d{2}[:.]\d{2}(?:[:.]\d{2})?)?$/.exec(text);
  if (written === null) return null;
  const [, day, , month, year] = written;
  if (Number(month) > 12 && Number(month) <= 31 && Number(day) <= 12) {
    return refused(`has no month ${Number(month)}: the day is read first; a mapping with "dateFormat" tells of others`);
  }
  return dayOf(year, month, day);
}

function namedDay(text: string): WrittenDay | null {
  const written = /^(?:\p{L}+,? +)?(\d{1,2})[ ./-]*(\p{L}{3,9})[ .,/-]*(\d{4})$/u.exec(text);
  const month = monthNumber(written?.[2] ?? '');
  return written === null || month === null ? null : dayOf(written[3], String(month), written[1]);
}

function dayOf(year = '', month = '', day = ''): WrittenDay {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? { ok: true, day: text } : refused('is no day of the calendar');
}

/** From 1954 to 2099: other numbers of five digits are no spreadsheet's day. */
const serials = { from: 20_000, to: 73_050 };

function serialDay(text: string): WrittenDay | null {
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  return serial >= serials.from && serial <= serials.to ? { ok: true, day: addDays('1899-12-30', serial) } : null;
}

/** A month as agencies write it: 1986-04, 04/1986, April 1986, or a day in it. */
export function readMonth(text: string): Month | null {
  const [, numberedMonth = '', numberedYear = ''] = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const [, namedMonth = '', namedYear = ''] = /^(\p{L}{3,9})[ .-]+(\d{4})$/u.exec(text) ?? [];
  const day = [
    `${text}-01`,
    `${numberedYear}-${numberedMonth.padStart(2, '0')}-01`,
    `${namedYear}-${String(monthNumber(namedMonth)).padStart(2, '0')}-01`,
  ].find(isDay);
  if (day !== undefined) return monthOf(day);
  const read = readDay(text);
  return read.ok ? monthOf(read.day) : null;
}

// Indonesian and English, long and short; no two months share their names.
const monthNames: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'pebruari', 'feb', 'peb'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agu', 'agt', 'ags', 'agust', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
];

function monthNumber(name: string): number | null {
  const index = monthNames.findIndex((names) => names.includes(name.toLowerCase()));
  return index < 0 ? null : index + 1;
}
