import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { SubgraphName } from '../../common/subgraph-names';
import { type RunningStore, startStore } from '../../store/main';
import { seedDemonstration } from '../../subgraphs/seed';
import type { DatabaseAddress } from '../../subgraphs/shared/connect-mongo';
import { openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { built, runNode } from '../subgraphs/import/built-program';
import { definitionOf } from '../subgraphs/quality/database';

/** The commands that look at what is kept, over a demonstration of their own. */
let store: RunningStore | undefined;
let address: DatabaseAddress;
const folder = mkdtempSync(join(tmpdir(), 'simpul-check-'));
beforeAll(async () => {
  if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
  address = {
    mongodbUri: store?.uri ?? process.env.MONGODB_URI ?? '',
    embedded: store !== undefined,
    databasePrefix: `check_${randomUUID().slice(0, 8)}`,
  };
  await seedDemonstration({ address, seed: 1 });
}, 120_000);
afterAll(async () => {
  for (const name of ['permits', 'refugees', 'security', 'stability'] as const) {
    await inDatabase(name, ({ connection }) => connection.dropDatabase());
  }
  await store?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const simpul = (...args: string[]) =>
  runNode([built('cli/main.js'), ...args], {
    SIMPUL_DATABASE_PREFIX: address.databasePrefix,
    MONGODB_URI: address.mongodbUri,
  });

async function inDatabase(
  name: SubgraphName,
  work: (open: Awaited<ReturnType<typeof openSubgraph>>) => Promise<unknown>,
): Promise<void> {
  const open = await openSubgraph(definitionOf(name), address, { readOnly: true });
  await work(open).finally(open.close);
}

/** Does some work, and then undoes what was deleted. */
async function withoutOne(name: SubgraphName, collection: string, work: () => Promise<void>): Promise<void> {
  await inDatabase(name, async ({ connection }) => {
    const records = connection.collection(collection);
    const taken = await records.findOne({}, { sort: { _id: 1 } });
    if (taken === null) throw new Error(`no record in ${collection}`);
    await records.deleteOne({ _id: taken._id });
    await work().finally(() => records.insertOne(taken));
  });
}

describe('the demonstration', () => {
  it('has signals as its records say, and nothing of severity error', async () => {
    const verified = await simpul('rollup', 'verify');
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toMatch(
      /^permits: signals of \d+ areas are as the records say\.\n(.*as the records say\.\n){3}$/,
    );
    const checked = await simpul('data', 'check', '--json');
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    const { records, findings } = JSON.parse(checked.stdout) as { records: number; findings: { severity: string }[] };
    expect(records).toBeGreaterThan(20_000);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  }, 120_000);
});

describe('simpul rollup', () => {
  it('names what differs, with the numbers, how to mend it, and ends with 1; rebuilt, all is well', async () => {
    await withoutOne('security', 'polling_stations', async () => {
      const { code, stdout } = await simpul('rollup', 'verify', 'security');
      expect(code).toBe(1);
      expect(stdout).toMatch(/^security: signals of \d+ areas, \d+ differ from the records\.$/m);
      expect(stdout).toMatch(
        /^ {2}31\.75\.\d\d\.\d{4} {2}stations +\d{4}-\d\d {2}told \d+ of \d+, by the records \d+ of \d+$/m,
      );
      expect(stdout).toContain('Mend them with: simpul rollup rebuild security');
      expect(await simpul('rollup', 'rebuild', 'security')).toMatchObject({ code: 0 });
      expect(await simpul('rollup', 'verify', 'security')).toMatchObject({ code: 0 });
    });
    // The record is there again; with no word between, the command rebuilds.
    const { code, stdout } = await simpul('rollup', 'security', '--json');
    expect([code, Object.keys(JSON.parse(stdout))]).toEqual([0, ['areas']]);
    expect(await simpul('rollup', 'verify', 'security')).toMatchObject({ code: 0 });
  }, 180_000);

  it('shows no number of a few persons', async () => {
    await withoutOne('refugees', 'registered_persons', async () => {
      const { code, stdout } = await simpul('rollup', 'verify', 'refugees', '--json');
      expect(code).toBe(1);
      const { first } = (JSON.parse(stdout) as { refugees: { wrong: { first: Told[] } } }).refugees.wrong;
      const numbers = first
        .flatMap(({ told, records }) => [told, records])
        .flatMap((count) => (count === null ? [] : [count.x, count.n, count.n - count.x]));
      expect(first.length).toBeGreaterThan(0);
      expect(first.some(({ told }) => told === null)).toBe(true);
      expect(numbers.filter((number) => number > 0 && number < 10)).toEqual([]);
    });
  }, 60_000);

  it('looks at one area where that is asked, and refuses what is none', async () => {
    const { code, stdout } = await simpul('rollup', 'verify', 'permits', '--within', '31.75.03');
    expect([code, stdout]).toEqual([0, 'permits: signals of 9 areas are as the records say.\n']);
    const refused = await simpul('rollup', 'verify', '--within', '3175');
    expect(refused.code).toBe(64);
    expect(refused.stderr).toBe('simpul: --within "3175" must be an area code such as 31.75.03.\n');
  }, 60_000);
});

interface Told {
  readonly told: { x: number; n: number } | null;
  readonly records: { x: number; n: number } | null;
}

describe('simpul data check', () => {
  it('tells a finding in words and in a table, and ends with 1 where it is an error', async () => {
    await inDatabase('permits', async ({ connection }) => {
      const lodgings = connection.collection('lodgings');
      const [one] = await lodgings.find({}).sort({ _id: 1 }).limit(1).toArray();
      await lodgings.updateOne({ _id: one?._id as never }, { $set: { registeredOn: '2042-01-02' } });
      const csv = join(folder, 'findings.csv');
      const { code, stdout } = await simpul('data', 'check', 'permits', '--csv', csv);
      await lodgings.updateOne({ _id: one?._id as never }, { $set: { registeredOn: one?.registeredOn as string } });
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /^error {2}permits\/lodging-in-future: 1 in lodgings\n {2}The registration or a report lies after today\.\n {2}Correct .*\n {2}APOA-\d+\n/,
      );
      expect(stdout).toMatch(/\d+ records checked\. Errors: 1, warnings: \d+, notes: \d+\.\n$/);
      expect(readFileSync(csv, 'utf8')).toContain('\r\npermits,lodging-in-future,error,lodgings,1,APOA-');
    });
  }, 60_000);

  it('says so where the table cannot be written', async () => {
    const path = join(folder, 'no-such-folder', 'findings.csv');
    const { code, stderr } = await simpul('data', 'check', 'stability', '--csv', path);
    expect([code, stderr]).toEqual([
      2,
      `simpul: ${path}: the findings cannot be written (ENOENT); name another file.\n`,
    ]);
  }, 60_000);

  it('refuses agencies and areas that are none', async () => {
    expect(await simpul('data', 'check', 'weather')).toMatchObject({ code: 64 });
    expect(await simpul('data', 'check', '--within', 'here')).toMatchObject({ code: 64 });
    expect(await simpul('data', '--help')).toMatchObject({ code: 0 });
  }, 60_000);
});
