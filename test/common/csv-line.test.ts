import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { csvLine, unguarded } from '../../common/csv-line';

describe('a line of a CSV file', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+62 21 555', `"'+62 21 555"`],
    ['-3', `"'-3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ["'=1", `"''=1"`],
  ])('gives a spreadsheet no formula for %j', (text, written) => {
    expect(csvLine([text])).toBe(`${written}\r\n`);
  });

  it.each([
    ['plain', 'plain'],
    ["'t Hooft", `"'t Hooft"`],
    ['# no comment', '"# no comment"'],
    ['a "b", c', '"a ""b"", c"'],
  ])('leaves %j as it is', (text, written) => {
    expect(csvLine([text])).toBe(`${written}\r\n`);
    expect(unguarded(text)).toBe(text);
  });

  it('has numbers as they are, below zero too', () => {
    expect(csvLine([-6.2, 0])).toBe('-6.2,0\r\n');
  });

  it('is read back as it was, whatever its cells hold', () => {
    const cell = fc.string({
      unit: fc.constantFrom("'", '=', '-', '@', '+', '\t', '\r', '\n', '"', ',', ';', 'a', ' '),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
        const read = parse(csvLine(cells), { relax_column_count: true, record_delimiter: '\r\n' });
        expect(read[0]?.map(unguarded)).toEqual(cells);
      }),
    );
  });
});
