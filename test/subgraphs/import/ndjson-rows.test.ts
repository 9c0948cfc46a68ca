import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ndjsonRows } from '../../../subgraphs/import/ndjson-rows';
import { chunksOf, collect } from './support';

const read = async (content: string | Uint8Array, chunk = 5) =>
  (
    await collect(
      ndjsonRows(chunksOf(content, chunk), {
        checkFirst: () => undefined,
        meaningOf: (name) =>
          name.startsWith('odd') || name === '__proto__' ? { mistake: 'is odd' } : { column: name },
        readCell: (_, cell) => cell,
        constants: {},
      }),
    )
  ).map((row) => ('values' in row ? [row.line, row.values] : [row.line, row.faults.map(({ reason }) => reason)]));

describe('rows of an NDJSON file', () => {
  it('turn values into what a cell would hold', async () => {
    const line = '{"a":"text","b":12,"c":-1.5,"d":true,"e":null,"f":["x",1,false,null],"g":[]}';
    expect(await read(line)).toEqual([
      [1, { a: 'text', b: '12', c: '-1.5', d: 'true', e: '', f: 'x;1;false;', g: '' }],
    ]);
  });

  it('may end with CRLF, begin with a byte order mark, and leave lines empty', async () => {
    expect(await read('\uFEFF{"a":"1"}\r\n\r\n  \n{"a":"2"}\n')).toEqual([
      [1, { a: '1' }],
      [4, { a: '2' }],
    ]);
  });

  it.each(['{"a":', '[1]', '"text"', '12', 'null', '{a:1}'])('must be objects: %s', async (text) => {
    expect(await read(`{"a":"1"}\n${text}\n`)).toEqual([
      [1, { a: '1' }],
      [2, ['is not a JSON object']],
    ]);
  });

  it.each(['{"a":{}}', '{"a":[[1]]}', '{"a":[{}]}'])('hold nothing deeper than a list: %s', async (text) => {
    expect(await read(text)).toEqual([[1, ['must be text, a number, true, false, null or a list of these']]]);
  });

  it('do not take a number that JSON has rounded', async () => {
    expect(await read('{"a":12345678901234567890}')).toEqual([[1, [expect.stringContaining('too many digits')]]]);
    expect(await read('{"a":[12345678901234567890]}')).toHaveLength(1);
  });

  it('name what is no column, on the row where it stands', async () => {
    expect(await read('{"a":"1"}\n{"a":"1","odd":2}\n{"__proto__":{"a":1}}\n')).toEqual([
      [1, { a: '1' }],
      [2, ['is odd']],
      [3, ['is odd']],
    ]);
  });

  it('are told when they are too long, and the next one is read', async () => {
    const long = `{"a":"${'x'.repeat(70_000)}"}`;
    expect(await read(`${long}\n{"a":"2"}\n`, 4_096)).toEqual([
      [1, ['is longer than 65536 bytes']],
      [2, { a: '2' }],
    ]);
  });

  it('are told when they hold half a character', async () => {
    expect(await read('{"a":"\\ud800"}')).toEqual([[1, [expect.stringContaining('not UTF-8')]]]);
  });

  it('are those that were written, however the file is cut', async () => {
    const anyRows = fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}|\uFFFD/u.test(text)));
    await fc.assert(
      fc.asyncProperty(anyRows, fc.integer({ min: 1, max: 60 }), async (texts, chunk) => {
        const content = texts.map((a) => `${JSON.stringify({ a })}\n`).join('');
        expect(await read(content, chunk)).toEqual(texts.map((a, index) => [index + 1, { a }]));
      }),
    );
  });
});
