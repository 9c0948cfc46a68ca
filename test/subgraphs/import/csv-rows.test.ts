import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createHeadingScore } from '../../../subgraphs/import/columns';
import { csvRows } from '../../../subgraphs/import/csv-rows';
import type { Cell, FileRow } from '../../../subgraphs/import/file-row';
import { headedRows } from '../../../subgraphs/import/headed-rows';
import { chunksOf, collect } from './support';

const layout = { definition: { kind: 'pairs', requiredColumns: ['a', 'b'], optionalColumns: [] } };

async function read(content: string | Uint8Array, { delimiter = ',', chunk = 7 } = {}) {
  const rows = csvRows(chunksOf(content, chunk), { delimiter, quote: '"', escape: '"', separatorLine: false });
  const table = { layout, score: createHeadingScore(layout), readCell: (_: string, cell: Cell) => cell, ragged: false };
  return { rows: await collect(headedRows(rows, { ...table, note: () => undefined })) };
}
async function drain(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}
const values = (rows: readonly FileRow[]) => rows.map((row) => ('values' in row ? row.values : row.faults));
const lines = (rows: readonly FileRow[]) => rows.map(({ line }) => line);

describe('rows of a CSV file', () => {
  it.each(['\n', '\r\n', '\r'])('end with %j, and the last may end without', async (end) => {
    const { rows } = await read(['a,b', '1,2', '3,4'].join(end));
    expect(values(rows)).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
    expect(lines(rows)).toEqual([2, 3]);
  });

  it('may begin with a byte order mark', async () => {
    expect(values((await read('\uFEFFa,b\n1,2\n')).rows)).toEqual([{ a: '1', b: '2' }]);
  });

  it('carry the line they begin on, past empty lines and lines within quotation marks', async () => {
    const { rows } = await read('a,b\r\n\r\n"x\r\ny","1\n\n2"\r\n,,\r\n3,4\r\n');
    expect(lines(rows)).toEqual([3, 8]);
    expect(values(rows)[0]).toEqual({ a: 'x\r\ny', b: '1\n\n2' });
  });

  it('hold delimiters and doubled quotation marks within quotation marks', async () => {
    expect(values((await read('a,b\n"1,5","say ""no"""\n')).rows)).toEqual([{ a: '1,5', b: 'say "no"' }]);
  });

  it('keep a stray quotation mark as it stands', async () => {
    const { rows } = await read('a,b\n3,x"y"z\n4,5\n');
    expect(values(rows)).toEqual([
      { a: '3', b: 'x"y"z' },
      { a: '4', b: '5' },
    ]);
  });

  it('are told when they have too few or too many fields', async () => {
    const { rows } = await read('a,b\n1\n1,2,3\n1,2\n');
    expect(values(rows).flat()).toEqual([
      { column: '', value: '1', reason: 'has 1 fields, and the header has 2' },
      { column: '', value: '1 | 2 | 3', reason: 'has 3 fields, and the header has 2' },
      { a: '1', b: '2' },
    ]);
  });

  it('are told when a byte is not UTF-8, and the others are kept', async () => {
    const latin1 = Buffer.from('a,b\n1,caf\xe9\n2,ok\n3,\x80\n', 'latin1');
    const { rows } = await read(latin1);
    expect(lines(rows.filter((row) => 'faults' in row))).toEqual([2, 4]);
    expect(values(rows).flat()[0]).toMatchObject({ column: 'b', reason: expect.stringContaining('not UTF-8') });
  });

  it.each(['\0', '\x1b[2J', '\x07', '\u0085'])('are told when a field holds a control character: %j', async (text) => {
    expect(values((await read(`a,b\n1,x${text}\n`)).rows).flat()).toMatchObject([
      { reason: 'holds control characters' },
    ]);
  });

  it('end the reading with the line of a quotation mark that is never closed', async () => {
    await expect(read('a,b\n1,2\n"open,3\n4,5\n')).rejects.toThrow(
      'the row that begins on line 3 does not end; a quotation mark in it is probably not closed. Rows before it are imported',
    );
  });

  it('end the reading before a row that never ends fills the memory', async () => {
    let asked = 0;
    async function* endless() {
      yield Buffer.from('a,b\n1,2\n"');
      for (;;) {
        asked += 1;
        yield await Promise.resolve(Buffer.alloc(1_024, 'x'));
      }
    }
    await expect(
      drain(csvRows(endless(), { delimiter: ',', quote: '"', escape: '"', separatorLine: false })),
    ).rejects.toThrow(/begins on line 3 does not end/);
    expect(asked).toBeLessThan(1_000);
  });

  it('lose the apostrophe that kept a cell from being a formula, and no other', async () => {
    const { rows } = await read(`a,b\n'+62,'tis\n"''=1",o'-\n`);
    expect(values(rows)).toEqual([
      { a: '+62', b: "'tis" },
      { a: "'=1", b: "o'-" },
    ]);
  });

  it('are those that were written, whatever they hold and however the file is cut', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !/\p{Cc}|\uFFFD/u.test(text));
    const anyRows = fc.array(
      fc.tuple(
        cell,
        cell.map((text) => `${text}.`),
      ),
      { maxLength: 12 },
    );
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        anyRows,
        fc.constantFrom(',', ';', '\t'),
        fc.integer({ min: 1, max: 50 }),
        async (all, delimiter, chunk) => {
          const text = [['a', 'b'], ...all].map((cells) => cells.map(quoted).join(delimiter)).join('\n');
          const { rows } = await read(text, { delimiter, chunk });
          const unguarded = (text: string): string => text.replace(/^'(?='*[=+\-@])/, '');
          expect(values(rows)).toEqual(all.map(([a, b]) => ({ a: unguarded(a), b: unguarded(b) })));
        },
      ),
    );
  });
});
