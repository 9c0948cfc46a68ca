import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addDays, isDay } from '../../../subgraphs/shared/calendar';
import { readDay, readMonth } from '../../../subgraphs/shared/written-day';

const day = (text: string): string => {
  const read = readDay(text);
  return read.ok ? read.day : read.reason;
};

describe('a day as agencies write it', () => {
  it.each([
    '2024-10-17',
    '17/10/2024',
    '17-10-2024',
    '17.10.2024',
    '17 10 2024',
    '2024/10/17',
    '17 Okt 2024',
    '17 Oktober 2024',
    '17 October 2024',
    '17-Oct-2024',
    'Kamis, 17 Oktober 2024',
    '17/10/2024 14:30',
    '2024-10-17T00:00:00',
    '2024-10-17 23:59:59',
    '2024-10-16T17:00:00Z',
    '2024-10-17T00:00:00.000Z',
    '2024-10-17T01:00:00+07:00',
    '45582',
  ])('is read: %s', (text) => expect(day(text)).toBe('2024-10-17'));

  it.each(['1/2/2024', '01/02/2024', '1 Pebruari 2024', '1 Feb 2024'])('has its day before its month: %s', (text) =>
    expect(day(text)).toBe('2024-02-01'),
  );

  it.each([
    ['17/10/24', /two digits; write all four/],
    ['17 Okt 24', /two digits; write all four/],
    ['10/17/2024', /has no month 17: the day is read first; a mapping with "dateFormat"/],
    ['31/02/2024', /no day of the calendar/],
    ['31 April 2024', /no day of the calendar/],
    ['17 Rabiulakhir 2024', /must be a day such as/],
    ['2024-02-30', /must be a day such as/],
    ['2024-02-30T00:00:00', /must be a day such as/],
    ['12345', /must be a day such as/],
    ['99999', /must be a day such as/],
    ['17/10-2024', /must be a day such as/],
    ['', /must be a day such as/],
  ])('is refused, with why: %j', (text, told) => expect(day(text)).toMatch(told));

  it('is any day of a spreadsheet from 1954 to 2099', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 73_050 }), (serial) => {
        expect(day(String(serial))).toBe(addDays('1899-12-30', serial));
      }),
    );
  });

  it('is a day or refused, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readDay(text);
        if (read.ok) expect(isDay(read.day)).toBe(true);
      }),
    );
  });
});

describe('a month as agencies write it', () => {
  it.each(['1986-04', '04/1986', '4-1986', 'April 1986', 'Apr 1986', '1986-04-17', '17/04/1986', '31514'])(
    'is read: %s',
    (text) => expect(readMonth(text)).toBe('1986-04'),
  );
  it.each(['1986', '13/1986', '04/86', 'Smarch 1986', ''])('is refused: %j', (text) =>
    expect(readMonth(text)).toBeNull(),
  );
});
