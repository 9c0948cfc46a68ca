import { describe, expect, it } from '@jest/globals';

import { type Mapping, readMapping } from '../../../subgraphs/import/mapping';
import { openSource } from '../../../subgraphs/import/source-file';
import { collect, definitionOf, temporaryFolder } from './support';

const { folder, write } = temporaryFolder();
const lodgings = definitionOf('lodgings');
const map = (mapping: unknown): Mapping => readMapping(write(JSON.stringify(mapping), 'm.json'), lodgings);
const refusal = (mapping: unknown): string => {
  try {
    map(mapping);
    return 'was not refused';
  } catch (error) {
    return (error as Error).message.replace(/\. examples\/import\/README\.md tells what a mapping holds$/, '');
  }
};
const rowsOf = async (text: string, mapping: Mapping) =>
  (await collect((await openSource(lodgings, write(text), { mapping })).rows)).map((row) =>
    'values' in row ? row.values : row.faults,
  );

describe('a mapping', () => {
  it('gives columns their headings, their words, and what is the same in every row', async () => {
    const mapping = map({
      columns: { lodging_number: 'Ref', registered_on: 'Since' },
      values: { kind: { H: 'HOTEL', '': 'PRIVATE_HOME' } },
      constants: { area_code: '31.75.03.1001' },
      ignore: ['Remark'],
    });
    expect(await rowsOf('Ref,kind,Since,Remark\nA-1,h,2024-01-01,x\nA-2,,2024-01-02,y\n', mapping)).toEqual([
      { lodging_number: 'A-1', kind: 'HOTEL', registered_on: '2024-01-01', area_code: '31.75.03.1001' },
      { lodging_number: 'A-2', kind: 'PRIVATE_HOME', registered_on: '2024-01-02', area_code: '31.75.03.1001' },
    ]);
  });

  it('tells how days are written, of a list of them too', async () => {
    const mapping = map({ dateFormat: 'MM/DD/YYYY' });
    const text =
      'lodging_number,kind,area_code,registered_on,report_days\nA-1,HOTEL,31.75,03/01/2024,3/2/2024; 12/31/2024\n';
    expect(await rowsOf(text, mapping)).toMatchObject([
      { registered_on: '2024-03-01', report_days: '2024-03-02;2024-12-31' },
    ]);
    expect(await rowsOf(text.replace('03/01', '17/01'), mapping)).toMatchObject([
      [{ column: 'registered_on', value: '17/01/2024', reason: 'must be a day written MM/DD/YYYY' }],
    ]);
  });

  it.each([
    ['YYYYMMDD', '20241017', '2024-10-17'],
    ['DDMMYYYY', '17102024', '2024-10-17'],
    ['DD.MM.YY', '17.10.24', '2024-10-17'],
    ['DD.MM.YY', '17.10.86', '1986-10-17'],
    ['YYYY-MM-DD', '2024-10-17', '2024-10-17'],
  ])('may write days as %s', async (dateFormat, written, day) => {
    const text = `lodging_number,kind,area_code,registered_on\nA-1,HOTEL,31.75,${written}\n`;
    expect(await rowsOf(text, map({ dateFormat }))).toMatchObject([{ registered_on: day }]);
  });

  it('takes the place of what a heading would mean by itself', async () => {
    const text = 'lodging_number,Ref,kind,area_code,registered_on\nA-1,B-1,HOTEL,31.75,2024-01-01\n';
    await expect(rowsOf(text, map({ columns: { lodging_number: 'Ref' } }))).rejects.toThrow(
      '"lodging_number" is not known',
    );
    const [row] = await rowsOf(text, map({ columns: { lodging_number: 'Ref' }, ignore: ['lodging_number'] }));
    expect(row).toMatchObject({ lodging_number: 'B-1' });
  });

  it('whose heading the file lacks refuses the file and says so', async () => {
    await expect(rowsOf('kind,area_code,registered_on\n', map({ columns: { lodging_number: 'Ref' } }))).rejects.toThrow(
      'column "lodging_number" is missing: the mapping calls it "Ref", and the file has no such column',
    );
  });

  it('holds for NDJSON too', async () => {
    const mapping = map({ columns: { lodging_number: 'ref' }, constants: { kind: 'HOTEL' }, ignoreUnknown: true });
    const text = '{"ref":"A-1","area_code":"31.75","registered_on":"2024-01-01","telephone":"1"}\n';
    expect(await rowsOf(text, mapping)).toEqual([
      { kind: 'HOTEL', lodging_number: 'A-1', area_code: '31.75', registered_on: '2024-01-01' },
    ]);
  });

  it.each<[string, unknown, string]>([
    [
      'a column that is none',
      { columns: { lodging_no: 'x' } },
      'columns.lodging_no: is no column of lodgings, did you mean "lodging_number"?',
    ],
    ['words of a column that is none', { values: { colour: { a: 'b' } } }, 'values.colour: is no column of lodgings'],
    ['another kind', { kind: 'permits' }, 'kind: is permits, and lodgings is imported'],
    [
      'a heading twice',
      { columns: { kind: 'No. X', area_code: 'nomor x' } },
      'columns.area_code: another column has the same heading',
    ],
    [
      'a heading and a constant',
      { columns: { kind: 'X' }, constants: { kind: 'HOTEL' } },
      'constants.kind: columns names a heading for it too',
    ],
    [
      'a heading that it leaves out',
      { columns: { kind: 'X' }, ignore: ['x'] },
      'columns.kind: its heading is also in ignore',
    ],
    [
      'a format of days that is none',
      { dateFormat: 'MM/DD' },
      'dateFormat: must hold DD, MM and YYYY (or YY) once each, such as MM/DD/YYYY or YYYYMMDD',
    ],
  ])('is refused with the place of the mistake: %s', (_, mapping, told) =>
    expect(refusal(mapping)).toBe(`m.json: ${told}`),
  );

  it.each<[string, unknown, RegExp]>([
    ['a key that is none', { colums: {} }, /^m\.json: the file: .*colums/],
    ['a number for a heading', { columns: { kind: 1 } }, /^m\.json: columns\.kind: .*string/],
    ['a list', [], /^m\.json: the file: /],
  ])('is refused with the place of the mistake: %s', (_, mapping, told) => expect(refusal(mapping)).toMatch(told));

  it('is refused when it is not there or not JSON', () => {
    expect(() => readMapping(write('{', 'n.json'), lodgings)).toThrow(/^n\.json: is not JSON\./);
    expect(() => readMapping(`${folder}/none.json`, lodgings)).toThrow(/^none\.json: cannot be read \(ENOENT\)\./);
  });
});
