import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { type RunningStore, startStore } from '../../store/main';
import { endAll, simpul } from '../support/simpul-process';

const folder = mkdtempSync(join(tmpdir(), 'simpul-sync-'));
let store: RunningStore;
beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
});
afterEach(endAll);
afterAll(async () => {
  await store.stop();
  rmSync(folder, { recursive: true });
});

const file = join(folder, 'sources.json');
const settings = (content: object): Record<string, string> => {
  writeFileSync(file, JSON.stringify(content));
  return { DATA_SOURCES: file, MONGODB_URI: store.uri, SYNC_FOLDER: join(folder, 'spool') };
};
const place = { folder: { path: '.', files: 'in-*.csv', settleSeconds: 0 }, every: '1s' };
const lodgings = { name: 'lodgings-daily', kind: 'lodgings', agency: 'IMMIGRATION', ...place };
const drop = (name: string, kind = 'HOTEL'): void =>
  writeFileSync(
    join(folder, name),
    `lodging_number,kind,area_code,registered_on\nAPOA-1,${kind},31.75.03.1001,2024-01-02\n`,
  );

describe('simpul sync', () => {
  it('loads what is there and says so; rejected rows are a finding', async () => {
    const env = settings({ sources: [lodgings] });
    const nothing = simpul(['sync', '--all'], env);
    expect(await nothing.ended).toBe(0);
    expect(nothing.output()).toBe('lodgings-daily  nothing there\n');
    drop('in-1.csv');
    const run = simpul(['sync', 'lodgings-daily', '--once'], env);
    expect(await run.ended).toBe(0);
    expect(run.output()).toBe('lodgings-daily  loaded: 1 rows, 1 new, 0 changed, 0 unchanged, 0 removed, 0 rejected\n');
    drop('in-2.csv', 'TENT');
    const rejected = simpul(['sync', '--all', '--json'], env);
    expect(await rejected.ended).toBe(1);
    expect(JSON.parse(rejected.output())).toMatchObject({ outcome: 'COMPLETED', report: { rejected: 1 } });
  }, 120_000);

  it('watches until it is stopped', async () => {
    const watch = simpul(['sync', '--all', '--watch'], settings({ sources: [lodgings] }));
    drop('in-3.csv', 'APARTMENT');
    await watch.line(/lodgings-daily {2}loaded: 1 rows/);
    watch.child.kill('SIGTERM');
    expect(await watch.ended).toBe(0);
  }, 120_000);

  it('tells wrong settings with their places, exit 78, and a wrong command line, exit 64', async () => {
    const wrong = simpul(['sync', '--check'], settings({ sources: [{ ...lodgings, kind: 'visas' }] }));
    expect(await wrong.ended).toBe(78);
    expect(wrong.errors()).toContain('sources.0.kind (lodgings-daily): must be one of');
    const right = simpul(['sync', '--check'], settings({ sources: [lodgings] }));
    expect(await right.ended).toBe(0);
    expect(right.output()).toBe('1 sources are as they must be: lodgings-daily.\n');
    const unknown = simpul(['sync', 'nobody'], settings({ sources: [lodgings] }));
    expect(await unknown.ended).toBe(64);
    expect(unknown.errors()).toContain('There is no source nobody; the sources are lodgings-daily.');
    const none = simpul(['sync', '--all'], { MONGODB_URI: store.uri });
    expect(await none.ended).toBe(78);
  }, 120_000);
});
