import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openRegistry, type Registry } from '../../../registry/open-registry';
import { firstBroken } from '../../../registry/record/entry';
import { versionOf } from '../../../registry/record/schema-record';
import { areas, permits, schemaOf } from '../../registry/registry';
import { endAll, simpul } from '../../support/simpul-process';
import { testDatabases } from '../../support/test-databases';

const { newAddress } = testDatabases('schema_cli');
let folder: string;
let environment: Record<string, string>;
let registry: Registry;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-publish-'));
});
beforeEach(async () => {
  const address = newAddress();
  environment = { MONGODB_URI: address.mongodbUri, SIMPUL_DATABASE_PREFIX: address.databasePrefix };
  registry = await openRegistry(address);
});
afterEach(async () => {
  await registry.close();
  await endAll();
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function run(...args: string[]) {
  const { ended, output, errors } = simpul(['schema', ...args], environment);
  return { code: await ended, output: output(), errors: errors() };
}

function publish(name: string, sdl: string, ...more: string[]) {
  const file = write(`${name}.graphql`, sdl);
  return run('publish', name, file, '--routing-url', `http://localhost/${name}`, '--by', 'ani', ...more);
}

const withoutName = areas.replace('  "Its name."\n  name: String\n', '');

describe('simpul schema', () => {
  it('publishes, refuses what breaks those who ask, takes an approval, and tells its history', async () => {
    const published = await publish('areas', areas);
    expect(published.errors).toMatch(/^published {2}[0-9a-f]{64} {2}entry 1\n$/);
    expect(published.code).toBe(0);

    const lastSeen = new Date();
    await registry.operations.record([{ text: 'query Map { areas { name } }', client: 'map', calls: 6, lastSeen }]);
    const file = write('areas.graphql', withoutName);
    const checked = await run('check', 'areas', file);
    expect(checked.code).toBe(1);
    expect(checked.output).toContain('error  BREAKING_CHANGE');
    expect(checked.output).toMatch(
      new RegExp(`asked by map: Map \\([0-9a-f]{12}\\), 6 times, last ${lastSeen.toISOString()}`),
    );

    const [seen] = await registry.operations.seenWithin(7, new Date());
    const approval = ['approve', seen?._id.slice(0, 12) ?? '', 'Area.name', '--by', 'budi'];
    expect(await run(...approval)).toMatchObject({ code: 64 });
    expect(await run(...approval, '--reason', 'the map moves on')).toMatchObject({ code: 0 });
    expect((await publish('areas', withoutName)).code).toBe(0);

    const history = await run('history', '--json');
    const { broken, entries } = JSON.parse(history.output);
    expect(broken).toBeNull();
    expect(entries.map(({ act, by }: { act: string; by: string }) => `${act} by ${by}`)).toEqual([
      'publish by ani',
      'approve by budi',
      'publish by ani',
    ]);
    const back = await run('rollback', entries[0].supergraph, '--by', 'ani');
    expect(back.output).toBe(`serves  ${entries[0].supergraph}  entry 4\n`);
    expect((await run('print')).output).toContain('name: String');
  });

  it('tells by exit code and words that the base moved', async () => {
    await publish('areas', areas);
    const { supergraph } = await registry.record.state();
    expect((await publish('permits', permits, '--base', supergraph ?? '')).code).toBe(0);
    const late = await publish('visas', schemaOf('type Query { visas: Int }'), '--base', supergraph ?? '');
    expect(late.code).toBe(1);
    expect(late.errors).toContain('base moved');
  });

  it('loses nothing that was acknowledged when its process is killed in the middle', async () => {
    await publish('areas', areas);
    const acknowledged: string[] = [];
    const url = 'http://localhost/';
    for (let round = 0; round < 4; round += 1) {
      const name = `partner${round}`;
      const sdl = schemaOf(`type Query { partner${round}: Int }`);
      const args = ['schema', 'publish', name, write(`${name}.graphql`, sdl), '--routing-url', url];
      const process = simpul(args, environment);
      if (round % 2 === 0) {
        const [, digest = ''] = await process.line(/published {2}([0-9a-f]{64})/);
        acknowledged.push(digest);
      } else {
        // As soon as the schema is kept, which is before it is served.
        const kept = [{ name, version: versionOf({ name, url, sdl }) }];
        while ((await registry.record.texts(kept)).length === 0) {
          expect(process.child.exitCode).toBeNull();
          await wait(5);
        }
      }
      process.child.kill('SIGKILL');
      await process.ended;
    }
    const entries = await registry.record.entries();
    expect(acknowledged).toHaveLength(2);
    expect(entries.map(({ supergraph }) => supergraph)).toEqual(expect.arrayContaining(acknowledged));
    expect(firstBroken(entries)).toBeNull();
    for (const { supergraph, subgraphs } of entries) {
      expect(await registry.record.supergraph(supergraph ?? '')).toBeDefined();
      expect(await registry.record.texts(subgraphs)).toHaveLength(subgraphs.length);
    }
  }, 300_000);

  it('writes a contract down, prints its part of the graph, and describes a place in it', async () => {
    const tagged = areas.replace('population: Int', 'population: Int @tag(name: "internal")');
    await publish('areas', tagged);
    expect((await run('contract', 'set', 'open')).code).toBe(64);
    expect((await run('contract', 'set', 'open', '--exclude', 'internal')).output).toContain('contract  open');
    expect((await run('print', '--contract', 'open')).output).toMatch(/population: Int[^\n]*@inaccessible/);
    const described = await run('describe', 'Area.population');
    expect(described.output).toContain(
      'Area.population: Int\n  Its population.\n  demands: nothing\n  subgraphs: areas\n',
    );
    expect((await run('describe', 'Area.nama')).code).toBe(1);
  });

  it('tells of operations what they cost, demand and ask for that is deprecated', async () => {
    const scoped = areas
      .replace('name: String', 'name: String @requiresScopes(scopes: [["areas:read"]])')
      .replace('population: Int', 'population: Int @deprecated(reason: "Ask others.")')
      .replace('[Area!]!', '[Area!]! @listSize(assumedSize: 20)');
    await publish('areas', scoped);
    const good = write('good.graphql', 'query Good { areas { name population } }');
    const told = await run('operations', 'check', good);
    expect(told.code).toBe(0);
    expect(told.output).toMatch(/Good .* 20 +@requiresScopes\(scopes: \[\["areas:read"\]\]\) +Area\.population +fits/);
    const bad = await run('operations', 'check', write('bad.graphql', '{ areas { nama } }'));
    expect(bad.code).toBe(1);
    expect(bad.output).toContain('line 1: Cannot query field "nama"');
  });

  it.each([
    [64, ['check', '2nd', 'x.graphql'], 'a name begins with a letter'],
    [2, ['check', 'areas', '/none.graphql'], 'cannot be read (ENOENT)'],
    [64, ['check', 'areas', 'x', '--window', 'week'], 'It must be 1d to 90d'],
    [2, ['print'], 'Nothing is published'],
    [2, ['rollback', 'abc'], 'No supergraph abc was served'],
    [2, ['retire', 'areas'], 'The registry has no subgraph areas'],
  ])('exits with %i: %j', async (code, args, message) => {
    const told = await run(...args);
    expect(told.errors).toContain(message);
    expect(told.code).toBe(code);
  });
});
