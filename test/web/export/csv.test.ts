import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { csvOf } from '../../../web/export/csv';

describe('a table as CSV', () => {
  it('comes back as it was, with quotes, commas and line breaks', () => {
    const rows = [
      ['Jalan "Raya", blok 3', 4.25],
      ['two\nlines', -1],
      [null, undefined],
    ];
    const text = csvOf({ columns: ['name', 'index'], rows });
    expect(parse(text)).toEqual([
      ['name', 'index'],
      ['Jalan "Raya", blok 3', '4.25'],
      ['two\nlines', '-1'],
      ['', ''],
    ]);
  });

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'opens as text what a spreadsheet would run: %j',
    (formula) => {
      const [[cell]] = parse(csvOf({ columns: [], rows: [[formula]] }), { from_line: 2 }) as [[string]];
      expect(cell).toBe(`'${formula}`);
    },
  );
});
