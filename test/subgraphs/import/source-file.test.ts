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
  const zip = (entry: string) => Buffer.from(`PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0${entry}`, 'latin1');
  const columns =
    'Columns of lodgings: lodging_number, kind, area_code, registered_on; optional: closed_on, report_days.';

  it.each<[string, string, string | Uint8Array, string]>([
    ['an XLSX workbook', 'a.xlsx', zip('[Content_Types].xml'), 'looks like an XLSX workbook; save it as CSV (UTF-8)'],
    ['a workbook named CSV', 'b.csv', zip('xl/workbook.xml'), 'looks like an XLSX workbook; save it as CSV (UTF-8)'],
    ['an archive', 'c.zip', zip('lodgings.csv'), 'looks like a compressed file (zip); save it as CSV (UTF-8)'],
    [
      'a gzip file',
      'd.csv.gz',
      gzipSync(`${header}\n${row}\n`),
      'looks like a compressed file (gzip); unpack it, and save it as CSV (UTF-8) if it is not text',
    ],
    [
      'an old workbook',
      'e.xls',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      'looks like an old Excel workbook (XLS); save it as CSV (UTF-8)',
    ],
    [
      'text in UTF-16',
      'f.csv',
      Buffer.from(`\uFEFF${header}\n`, 'utf16le'),
      'looks like text in UTF-16; save it as CSV (UTF-8)',
    ],
    ['a PDF', 'g.csv', '%PDF-1.7\n', 'looks like a PDF document; save it as CSV (UTF-8)'],
    [
      'garbage named as a workbook',
      'h.xlsx',
      Buffer.concat([Buffer.from([1, 0, 2]), randomBytes(500)]),
      'is named .xlsx but is neither a workbook nor text; save it as CSV (UTF-8) from the program that made it',
    ],
    ['binary content', 'i.csv', Buffer.from([9, 9, 0, 1, 2]), 'is not text; save it as CSV (UTF-8)'],
    [
      'a header that is not UTF-8',
      'j.csv',
      Buffer.from('lodging_number,k\xefnd\n', 'latin1'),
      'the first line holds bytes that are not UTF-8; save the file as CSV (UTF-8)',
    ],
    ['an empty file', 'k.csv', '', `is empty; the first line names the columns. ${columns}`],
    ['a file of empty lines', 'l.csv', '\uFEFF\n \r\n\n', `is empty; the first line names the columns. ${columns}`],
    ['a JSON list', 'm.json', ' [{"kind":"HOTEL"}]', 'looks like a JSON list; write one object a line (NDJSON)'],
    [
      'a wrong column',
      'n.csv',
      `${header.replace('area_code', 'areacode')}\n${row}\n`,
      `column "areacode" is not known, did you mean "area_code"?; column "area_code" is missing. ${columns}`,
    ],
    ['a column twice', 'o.csv', `${header},kind\n${row},HOTEL\n`, `column "kind" stands twice. ${columns}`],
    ['a column without a name', 'p.csv', `${header},\n${row},\n`, `column 5 has no name. ${columns}`],
    [
      'a wrong name in the first object',
      'q.ndjson',
      '{"lodging_number":"1","sort":"HOTEL"}\n',
      `column "sort" is not known. ${columns}`,
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
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('may be divided by %s', async (_, delimiter) => {
    const source = await open(`${header}\n${row}\n`.replaceAll(',', delimiter));
    expect(await collect(source.rows)).toHaveLength(1);
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
    const text = `${header}\n${`${row}\n`.repeat(10_000)}`;
    const source = await open(text);
    expect(source.totalBytes).toBe(text.length);
    expect(source.bytesRead()).toBeLessThan(text.length);
    expect(await collect(source.rows)).toHaveLength(10_000);
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
