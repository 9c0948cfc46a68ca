import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { importText } from '../../../cli/import-command';
import { projectRoot } from '../../../common/project-root';
import { built, runNode } from './built-program';
import { databaseServer, recordsIn } from './database';
import { temporaryFolder } from './support';

const { newAddress, openPermits } = databaseServer();
const { folder, write } = temporaryFolder();
const example = (name: string): string => join(projectRoot, 'examples', 'import', name);

/** `simpul import …` over a database of its own. */
async function simpulImport(...args: string[]) {
  const address = newAddress();
  const env = { SIMPUL_DATABASE_PREFIX: address.databasePrefix, MONGODB_URI: address.mongodbUri };
  const ended = await runNode([built('cli/main.js'), 'import', ...args], env);
  return { ...ended, open: await openPermits(address, true) };
}

describe('simpul import', () => {
  it('tells in a line what it did, and ends with 0', async () => {
    const { code, stdout, stderr, open } = await simpulImport('lodgings', example('lodgings-good.csv'));
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout:
        '8 rows of lodgings: 8 new, 0 changed, 0 unchanged, 0 rejected.\n' +
        '  read as CSV in UTF-8, columns divided by commas\n',
      stderr: '',
    });
    expect((await recordsIn(open)).lodgings).toHaveLength(8);
  });

  it('tells rejected rows, where they are, and ends with 1', async () => {
    const rejects = join(folder, 'rejects.csv');
    const { code, stdout } = await simpulImport('lodgings', example('lodgings-bad.csv'), '--reject', rejects);
    expect(code).toBe(1);
    expect(stdout).toContain('10 rows of lodgings: 0 new, 0 changed, 0 unchanged, 10 rejected.\n');
    expect(stdout).toContain('  row 3: kind "TENT" must be one of HOTEL, BOARDING_HOUSE, APARTMENT, PRIVATE_HOME\n');
    expect(stdout).toContain(`Rejected rows: ${rejects}\n`);
    expect(readFileSync(rejects, 'utf8').split('\r\n')).toHaveLength(1 + 10 + 1);
  });

  it('prints one JSON object when asked for, and writes nothing in a dry run', async () => {
    const file = example('permits-good.csv');
    const { code, stdout, open } = await simpulImport('permits', file, '--dry-run', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      {
        kind: 'permits',
        file,
        dryRun: true,
        rowsRead: 15,
        new: 15,
        changed: 0,
        unchanged: 0,
        rejected: 0,
        rejectFile: null,
        bytes: readFileSync(file).length,
        notes: ['read as CSV in UTF-8, columns divided by commas'],
        firstRejected: [],
      },
    ]);
    expect(await open.connection.listCollections()).toEqual([]);
  });

  it('ends with 2 and one line for a file it cannot use, whether a database answers or not', async () => {
    const file = write('PK\x03\x04[Content_Types].xml');
    const args = ['permits', file, '--mongodb-uri', 'mongodb://127.0.0.1:1/'];
    const { code, stdout, stderr } = await simpulImport(...args);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `simpul: ${basename(file)}: is a damaged or cut off zip file or workbook; save it again\n`,
    });
  });

  it('ends with 64 for a kind there is none of, and lists those there are', async () => {
    const { code, stderr } = await simpulImport('visas', example('permits-good.csv'));
    expect(code).toBe(64);
    expect(stderr).toContain('Allowed choices are permits, applications, lodgings,');
  });
});

describe('the report', () => {
  const report = {
    kind: 'permits',
    dryRun: false,
    rowsRead: 20,
    new: 0,
    changed: 0,
    unchanged: 8,
    rejected: 12,
    rejectFile: null,
    bytes: 1,
    notes: [],
  };

  it('shows the first rejected rows and counts the others', () => {
    const firstRejected = [
      { line: 7, faults: [{ column: '', value: 'x', reason: 'is not a JSON object' }] },
      { line: 9, faults: [{ column: 'area_code', value: '3172', reason: '"3172" looks like a BPS code' }] },
    ];
    expect(importText({ ...report, firstRejected })).toBe(
      '20 rows of permits: 0 new, 0 changed, 8 unchanged, 12 rejected.\n' +
        '  row 7: "x" is not a JSON object\n' +
        '  row 9: area_code "3172" looks like a BPS code\n' +
        '  and 10 more\n',
    );
  });

  it('repeats nothing to the terminal that a terminal obeys', () => {
    const faults = [{ column: 'kind', value: '\u001b[2J\u009b1m', reason: 'holds control characters' }];
    expect(importText({ ...report, firstRejected: [{ line: 2, faults }] }).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('says that a dry run wrote nothing', () => {
    expect(importText({ ...report, dryRun: true, firstRejected: [] })).toContain('(dry run: nothing was written)');
  });
});
