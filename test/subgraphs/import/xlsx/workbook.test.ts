import { describe, expect, it } from '@jest/globals';

import { openSource } from '../../../../subgraphs/import/source-file';
import type { ImportDefinition } from '../../../../subgraphs/shared/import-definition';
import { type MadeCell, type MadeSheet, makeWorkbook, makeZip } from '../../../support/workbook';
import { collect, temporaryFolder } from '../support';

const { write } = temporaryFolder();
const pairs = {
  kind: 'pairs',
  requiredColumns: ['one', 'two'],
  optionalColumns: ['three'],
} as unknown as ImportDefinition;

async function read(sheets: readonly MadeSheet[], options: { sheet?: string; from1904?: boolean } = {}) {
  const source = await openSource(pairs, write(makeWorkbook(sheets, options), 'made.xlsx'), options);
  const rows = await collect(source.rows);
  return { notes: source.notes, rows: rows.map((row) => ('values' in row ? row.values : row.faults)) };
}
const sheet = (...rows: MadeCell[][]): MadeSheet => ({ name: 'Data', rows: [['one', 'two', 'three'], ...rows] });
const cellOf = async (cell: MadeCell, options = {}): Promise<unknown> => {
  const { rows } = await read([sheet(['x', cell])], options);
  const [row] = rows;
  return row && 'two' in row ? row.two : (row as unknown as { reason: string }[])[0]?.reason;
};

describe('a cell of a workbook', () => {
  it.each<[string, MadeCell, string]>([
    ['text that is shared', 'Jalan <A> & "B"', 'Jalan <A> & "B"'],
    ['text of its own, without its reading aid', { inline: 'Jatinegara' }, 'Jatinegara'],
    ['a character that XML cannot hold, as a tab', 'a_x0009_b', 'a\tb'],
    ['a whole number', 3175031001, '3175031001'],
    ['a number with an exponent', { number: '1.7E+3' }, '1700'],
    ['a fraction that the computer blurred', { number: '0.30000000000000004' }, '0.3'],
    ['a fraction that stays one', { number: '1.234' }, '1.2340'],
    ['a number that is shown with zeros before it', { number: '1234', style: 3 }, '001234'],
    ['a day', { serial: 45582 }, '2024-10-17'],
    ['a day of an own format', { serial: 45582, style: 2 }, '2024-10-17'],
    ['a moment', { serial: 45582.75 }, '2024-10-17T18:00:00'],
    ['the last second of a day', { serial: 45582.999999 }, '2024-10-18'],
    ['the first day', { serial: 1 }, '1900-01-01'],
    ['the day before the one that Excel made up', { serial: 59 }, '1900-02-28'],
    ['the day after it', { serial: 61 }, '1900-03-01'],
    ['yes', { boolean: true }, 'true'],
  ])('is %s', async (_, cell, text) => expect(await cellOf(cell)).toBe(text));

  it.each<[string, MadeCell, RegExp]>([
    ['an error of a formula', { error: '#N/A' }, /is an error of a formula/],
    ['the day that Excel made up', { serial: 60 }, /is shown as a day and is none/],
    ['a day before all days', { serial: -1 }, /is shown as a day and is none/],
    ['a number of more digits than a workbook keeps', { number: '1234567890123456' }, /more than 15 digits/],
  ])('is told when it is %s', async (_, cell, told) => expect(await cellOf(cell)).toMatch(told));

  it('is a day of its own count in a workbook that counts from 1904', async () => {
    expect(await cellOf({ serial: 44120 }, { from1904: true })).toBe('2024-10-17');
    expect((await read([sheet(['x', 'y'])], { from1904: true })).notes[1]).toMatch(/counts its days from 1904/);
  });
});

describe('a sheet of a workbook', () => {
  it('is the first that is not hidden, and the report names the others', async () => {
    const { rows, notes } = await read([
      { name: 'Kode', hidden: true, rows: [['x']] },
      sheet(['a', 'b']),
      { name: 'Lain', rows: [['y']] },
    ]);
    expect(rows).toEqual([{ one: 'a', two: 'b', three: '' }]);
    expect(notes).toEqual(['read as XLSX workbook, sheet "Data"; its other sheets were not read: "Lain"']);
  });

  it('is another when it is named, and a wrong name is answered with those there are', async () => {
    const sheets = [{ name: 'Awal', rows: [['x']] }, sheet(['a', 'b'])];
    expect((await read(sheets, { sheet: 'data' })).rows).toHaveLength(1);
    await expect(read(sheets, { sheet: 'Akhir' })).rejects.toThrow(
      'made.xlsx: has no sheet "Akhir"; it has "Awal", "Data"',
    );
  });

  it('may have titles above its headings and empty rows between, and rows keep the numbers seen beside them', async () => {
    const rows = [
      ['Laporan'],
      [],
      ['Per 17 Oktober'],
      ['one', 'two', null],
      [],
      ['a', 'b'],
      ['c', 'd', { error: '#REF!' }],
    ];
    const source = await openSource(pairs, write(makeWorkbook([{ name: 'S', rows }]), 'title.xlsx'));
    expect(await collect(source.rows)).toMatchObject([
      { line: 6, values: { one: 'a' } },
      { line: 7, faults: [{ reason: 'has 3 fields, and the header has 2' }] },
    ]);
  });
});

describe('a workbook that means harm or is damaged', () => {
  const good = makeWorkbook([sheet(['a', 'b'])]);
  const withSheet = (xml: string): Buffer =>
    makeZip([
      ['xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="1"/></sheets></workbook>'],
      [
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="1" Type="x/worksheet" Target="s.xml"/></Relationships>',
      ],
      ['xl/s.xml', xml],
    ]);
  const refusal = (bytes: Buffer) =>
    openSource(pairs, write(bytes, 'bad.xlsx')).then(
      async (source) => JSON.stringify(await collect(source.rows)),
      (error: unknown) => (error as Error).message,
    );

  it.each<[string, Buffer]>([
    ['is cut off', good.subarray(0, good.length - 40)],
    ['brings definitions of its own', withSheet('<!DOCTYPE w [<!ENTITY a "b">]><worksheet>&a;</worksheet>')],
    ['nests without end', withSheet('<a>'.repeat(100_000))],
    ['holds a text without end', withSheet(`<worksheet><sheetData><row><c><v>${'9'.repeat(3_000_000)}`)],
    ['has rows where none can be', withSheet('<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>')],
    [
      'has cells beyond the last column',
      withSheet('<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'),
    ],
  ])('is refused in one line when it %s', async (_, bytes) => {
    expect(await refusal(bytes)).toMatch(/^bad\.xlsx: (is a |has a )[^\n]*save it again/);
  });

  it('gives a row of more text than any row has as a fault', async () => {
    const cells = Array.from({ length: 200 }, () => `<c t="inlineStr"><is><t>${'x'.repeat(1_000)}</t></is></c>`).join(
      '',
    );
    const heads = '<row><c t="str"><v>one</v></c><c t="str"><v>two</v></c></row>';
    const told = await refusal(withSheet(`<worksheet><sheetData>${heads}<row>${cells}</row></sheetData></worksheet>`));
    expect(told).toContain('is longer than 65536 characters');
  });

  it('may name more texts than there are', async () => {
    const row = '<row><c t="str"><v>one</v></c><c t="str"><v>two</v></c></row><row><c t="s"><v>7</v></c></row>';
    expect(await refusal(withSheet(`<worksheet><sheetData>${row}</sheetData></worksheet>`))).toContain(
      'workbook has lost',
    );
  });
});

describe('texts of a workbook', () => {
  it('are found again whether they are kept or were put aside', async () => {
    const long = 'x'.repeat(4_000);
    const rows = Array.from({ length: 12_000 }, (_, index) => [`${index}-${long}`, 'b']);
    const source = await openSource(pairs, write(makeWorkbook([sheet(...rows)]), 'long.xlsx'));
    const found = (await collect(source.rows)).map((row) => ('values' in row ? row.values.one : ''));
    expect(found).toHaveLength(12_000);
    expect(found.filter((text, index) => text !== `${index}-${long}`)).toEqual([]);
  });
});

describe('a zip file', () => {
  const csv = 'one,two\na,b\n';
  it('of one file is read as that file', async () => {
    const source = await openSource(
      pairs,
      write(
        makeZip([
          ['__MACOSX/._x.csv', 'z'],
          ['data/x.csv', csv],
        ]),
        'one.zip',
      ),
    );
    expect(await collect(source.rows)).toMatchObject([{ values: { one: 'a' } }]);
    expect(source.notes[0]).toBe('read as CSV in UTF-8, in a zip file, columns divided by commas');
  });
  it('of several files is refused with what to do', async () => {
    const path = write(
      makeZip([
        ['a.csv', csv],
        ['b.csv', csv],
      ]),
      'two.zip',
    );
    await expect(openSource(pairs, path)).rejects.toThrow(
      'two.zip: is a zip file of 2 files; take out the one to import',
    );
  });
});
