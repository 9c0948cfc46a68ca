import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { openSource } from '../../../subgraphs/import/source-file';
import { collect, definitionOf, temporaryFolder } from './support';

const { folder, write } = temporaryFolder();
const lodgings = definitionOf('lodgings');
const header = 'lodging_number,kind,area_code,registered_on';
const row = 'APOA-1,HOTEL,31.75.03.1001,2024-01-01';

const open = (content: string | Uint8Array, name?: string) => openSource(lodgings, write(content, name));
const refusal = (content: string | Uint8Array, name: string): Promise<string> =>
  open(content, name).then(
    () => 'was not refused',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  );

describe('a file that cannot be imported', () => {
  const halfAZip = Buffer.from('PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml', 'latin1');
  const columns =
    'Columns of lodgings: lodging_number, kind, area_code, registered_on; optional: closed_on, report_days.';

  const others =
    'Other headings are told in a mapping (simpul import --suggest FILE proposes one); ' +
    'other columns are left out with --ignore-unknown.';

  it.each<[string, string, string | Uint8Array, string]>([
    ['half a workbook', 'a.xlsx', halfAZip, 'is a damaged or cut off zip file or workbook; save it again'],
    [
      'half a gzip file',
      'd.csv.gz',
      gzipSync(`${header}\n${row}\n`).subarray(0, 30),
      'ends in the middle of its compressed data; fetch it again. Rows before that are imported',
    ],
    [
      'a gzip file in another',
      'e.gz',
      gzipSync(gzipSync('a')),
      'is compressed twice, or a compressed workbook; unpack it first',
    ],
    [
      'an old workbook',
      'e.xls',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      'looks like an old Excel workbook (XLS), or one with a password; save it as XLSX or CSV',
    ],
    ['a PDF', 'g.csv', '%PDF-1.7\n', 'looks like a PDF document; save it as XLSX or CSV'],
    [
      'another compressed file',
      'g.csv.zst',
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1]),
      'looks like a compressed file (zstd); unpack it, or compress it with gzip',
    ],
    [
      'garbage named as a workbook',
      'h.xlsx',
      Buffer.concat([Buffer.from([1, 0, 2]), randomBytes(500)]),
      'is named .xlsx but is neither a workbook nor text; save it as XLSX or CSV from the program that made it',
    ],
    ['binary content', 'i.csv', Buffer.from([9, 9, 0, 1, 2]), 'is not text; save it as XLSX or CSV'],
    ['an empty file', 'k.csv', '', `is empty; the first line names the columns. ${columns}`],
    ['a file of empty lines', 'l.csv', '\uFEFF\n \r\n\n', `is empty; the first line names the columns. ${columns}`],
    ['a JSON list', 'm.json', ' [{"kind":"HOTEL"}]', 'looks like a JSON list; write one object a line (NDJSON)'],
    [
      'a wrong column',
      'n.csv',
      `${header.replace('area_code', 'aera_code')}\n${row}\n`,
      `column "aera_code" is not known, did you mean "area_code"?; column "area_code" is missing. ${columns} ${others}`,
    ],
    ['a column twice', 'o.csv', `${header},kind\n${row},HOTEL\n`, `column "kind" stands twice. ${columns}`],
    [
      'two headings of one column',
      'o2.csv',
      `${header},Jenis Penginapan\n${row},HOTEL\n`,
      `columns "kind" and "Jenis Penginapan" are both kind; name the right one in a mapping. ${columns}`,
    ],
    [
      'a column without a name',
      'p.csv',
      `x,${header}\n1,${row}\n`.replace('x', ''),
      `column 1 has no name. ${columns}`,
    ],
    [
      'a wrong name in the first object',
      'q.ndjson',
      '{"lodging_number":"1","sort":"HOTEL"}\n',
      `column "sort" is not known. ${columns} ${others}`,
    ],
  ])('is told in one line: %s', async (_, name, content, told) => {
    expect(await refusal(content, name)).toBe(`ToldError: ${name}: ${told}`);
  });

  it('is told when it is not there, or a folder', async () => {
    await expect(openSource(lodgings, `${folder}/none.csv`)).rejects.toThrow('none.csv: there is no such file');
    await expect(openSource(lodgings, folder)).rejects.toThrow(/: this is a folder, not a file$/);
  });

  it('is told with its name when a later row ends the reading', async () => {
    const source = await open(`${header}\n${row}\n"APOA-2,HOTEL\n`, 'late.csv');
    await expect(collect(source.rows)).rejects.toThrow(/^late\.csv: the row that begins on line 3 does not end/);
  });
});

describe('a file that can be imported', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['"|"', '|'],
    ['"^"', '^'],
  ])('may be divided by %s, and tells so', async (name, delimiter) => {
    const source = await open(`${header}\n${row}\n`.replaceAll(',', delimiter));
    expect(await collect(source.rows)).toHaveLength(1);
    expect(source.notes).toEqual([`read as CSV in UTF-8, columns divided by ${name}`]);
  });

  it('may begin with the line by which Excel tells the delimiter', async () => {
    const source = await open(`sep=;\r\n${header.replaceAll(',', ';')}\r\n${row.replaceAll(',', ';')}\r\n`);
    expect(await collect(source.rows)).toMatchObject([{ line: 3, values: { lodging_number: 'APOA-1' } }]);
  });

  it('may have its cells in single quotation marks, or quotation marks after a backslash', async () => {
    const names = 'permit_number,kind,index_regime,index,valid_from,area_code,holder_number,holder_name';
    const cells = ['IT-1', 'ITAS', 'FROM_2024', 'E23', '2024-02-01', '31.75.03.1001', 'W-1'];
    const single = [...cells, 'A, B'].map((cell) => `'${cell}'`).join(',');
    const escaped = [...cells, 'A \\"B\\", C'].map((cell) => `"${cell}"`).join(',');
    const namesOf = async (text: string): Promise<unknown> => {
      const [first] = await collect((await openSource(definitionOf('permits'), write(`${names}\n${text}\n`))).rows);
      return first && 'values' in first ? first.values.holder_name : first;
    };
    expect([await namesOf(single), await namesOf(escaped)]).toEqual(['A, B', 'A "B", C']);
  });

  it('may have empty columns at its end, and text below no heading is told', async () => {
    const source = await open(`${header},,\n${row},,\n${row},,lost\n`);
    expect(await collect(source.rows)).toMatchObject([
      { values: { lodging_number: 'APOA-1' } },
      { faults: [{ reason: 'has 6 fields, and the header has 4' }] },
    ]);
  });

  it('may have titles and an empty line above its headings', async () => {
    const source = await open(
      `Data Penginapan;;;\nPer 17 Oktober 2024;;;\n\n${`${header}\n${row}\n`.replaceAll(',', ';')}`,
    );
    expect(await collect(source.rows)).toMatchObject([{ line: 5, values: { registered_on: '2024-01-01' } }]);
    expect(source.notes[1]).toBe('the headings stand on line 4; what is above them was not taken');
  });

  it('leaves out columns of persons that the graph has no place for, and says so', async () => {
    const source = await open(`No.;${header.replaceAll(',', ';')};Kewarganegaraan\n1;${row.replaceAll(',', ';')};X\n`);
    const [first] = await collect(source.rows);
    expect(first && 'values' in first ? Object.keys(first.values) : []).toEqual(header.split(','));
    expect(source.notes.slice(1)).toEqual([
      'column "No." was not taken: it numbers the file\'s own rows',
      'column "Kewarganegaraan" was not taken: the graph has no place for it',
    ]);
  });

  it('leaves out other columns only when told, and never one that is nearly a column of the kind', async () => {
    const text = (name: string): string => `${header},${name}\n${row},x\n`;
    const lodging = (name: string) => openSource(lodgings, write(text(name)), { ignoreUnknown: true });
    expect((await lodging('Telepon')).notes[1]).toBe('column "Telepon" was not taken: it is no column of this kind');
    await expect(lodging('closedonn')).rejects.toThrow('column "closedonn" is not known, did you mean "closed_on"?');
  });

  describe('in another encoding', () => {
    const text = `${header}\r\nCAFÉ-€,HOTEL,31.75.03.1001,2024-01-01\r\n`;
    const big = (buffer: Buffer): Buffer => Buffer.from(buffer).swap16();
    const in1252 = Buffer.from(text.replace('€', '\x80'), 'latin1');
    it.each<[string, Uint8Array]>([
      ['UTF-8', Buffer.from(text)],
      ['UTF-8', Buffer.from(`\uFEFF${text}`)],
      ['UTF-16 (LE)', Buffer.from(`\uFEFF${text}`, 'utf16le')],
      ['UTF-16 (LE)', Buffer.from(text, 'utf16le')],
      ['UTF-16 (BE)', big(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
      ['UTF-16 (BE)', big(Buffer.from(text, 'utf16le'))],
      ['Windows-1252', in1252],
      ['UTF-8, compressed with gzip', Buffer.concat([gzipSync(text.slice(0, 60)), gzipSync(text.slice(60))])],
      ['Windows-1252, compressed with gzip', gzipSync(in1252)],
    ])('is read as what it is: %s', async (name, bytes) => {
      const source = await open(bytes);
      expect(await collect(source.rows)).toMatchObject([{ values: { lodging_number: 'CAFÉ-€' } }]);
      expect(source.notes[0]).toBe(`read as CSV in ${name}, columns divided by commas`);
    });

    it('is never guessed for a mixture: rows that are not UTF-8 are told, unless the user says what they are in', async () => {
      const mixed = Buffer.concat([
        Buffer.from(text),
        Buffer.from('CAF\xc9,HOTEL,31.75.03.1001,2024-01-01\n', 'latin1'),
      ]);
      const rows = await collect((await open(mixed)).rows);
      expect(rows.map((row) => ('faults' in row ? row.faults[0]?.reason : 'good'))).toEqual([
        'good',
        'holds bytes that are not UTF-8; save the file as CSV (UTF-8), or name what it is in with --encoding',
      ]);
      const told = await openSource(lodgings, write(mixed), { encoding: 'windows-1252' });
      expect(await collect(told.rows)).toMatchObject([
        { faults: [{ reason: expect.stringContaining('were UTF-8 and were saved once more') }] },
        { values: { lodging_number: 'CAFÉ' } },
      ]);
    });
  });

  it('may have a header and nothing else', async () => {
    expect(await collect((await open(`${header}\r\n`)).rows)).toEqual([]);
  });

  it('may have spaces around the names of its columns', async () => {
    expect(await collect((await open(`${header.replaceAll(',', ' , ')}\n${row}\n`)).rows)).toHaveLength(1);
  });

  it('is recognised as NDJSON by its content, whatever its name', async () => {
    const object =
      '{"lodging_number":"APOA-1","kind":"HOTEL","area_code":"31.75.03.1001","registered_on":"2024-01-01"}';
    for (const name of ['x.ndjson', 'x.jsonl', 'x.csv', 'x']) {
      expect(await collect((await open(`${object}\n`, name)).rows)).toHaveLength(1);
    }
  });

  it('may leave values out of its first object', async () => {
    expect(await collect((await open('{"lodging_number":"APOA-1"}\n', 'y.ndjson')).rows)).toHaveLength(1);
  });

  it('tells how much of it was read', async () => {
    const text = `${header}\n${`${row}\n`.repeat(150_000)}`;
    const source = await open(text);
    expect(source.totalBytes).toBe(text.length);
    expect(source.bytesRead()).toBeLessThan(text.length);
    expect(await collect(source.rows)).toHaveLength(150_000);
    expect(source.bytesRead()).toBe(text.length);
  });

  it('can be closed before it is read to its end', async () => {
    const source = await open(`${header}\n${`${row}\n`.repeat(10_000)}`);
    await source.close();
    const read = source.bytesRead();
    await collect(source.rows);
    expect(source.bytesRead()).toBe(read);
  });
});
