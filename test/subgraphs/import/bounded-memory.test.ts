import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { built, runNode } from './built-program';
import { temporaryFolder } from './support';

const { folder } = temporaryFolder();
const header = 'lodging_number,kind,area_code,registered_on,report_days\n';
const reportDays = Array.from({ length: 40 }, () => '17/10/2024').join(';');
const rowsPerPiece = 10_000;
const count = 20;

function* pieces(): Generator<string> {
  yield header;
  for (let piece = 0; piece < count; piece += 1) {
    const first = piece * rowsPerPiece;
    yield Array.from(
      { length: rowsPerPiece },
      (_, at) => `APOA-${first + at},HOTEL,31.75.03.1001,17/10/2024,${reportDays}\n`,
    ).join('');
  }
}

/** Reads a file to its end in a process whose heap is far smaller than the file. */
const read = (path: string) =>
  runNode([
    '--max-old-space-size=40',
    '-e',
    `const { openSource } = require(${JSON.stringify(built('subgraphs/import/source-file.js'))});
     const { permitImports } = require(${JSON.stringify(built('subgraphs/permits/imports.js'))});
     const lodgings = permitImports.find(({ kind }) => kind === 'lodgings');
     (async () => {
       let rows = 0;
       for await (const row of (await openSource(lodgings, process.argv[1])).rows) rows += 'values' in row ? 1 : 0;
       process.stdout.write(String(rows));
     })();`,
    path,
  ]);

describe('a file many times as large as the memory', () => {
  it('is read to its end, as text and compressed', async () => {
    const [plain, packed] = [join(folder, 'large.csv'), join(folder, 'large.csv.gz')];
    await pipeline(Readable.from(pieces()), createWriteStream(plain));
    await pipeline(createReadStream(plain), createGzip({ level: 1 }), createWriteStream(packed));
    expect(statSync(plain).size).toBeGreaterThan(80 * 1_048_576);
    for (const path of [plain, packed]) {
      expect(await read(path)).toMatchObject({ code: 0, stdout: String(count * rowsPerPiece), stderr: '' });
    }
  }, 240_000);
});
