import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { randomSubgraphKeys } from '../../common/subgraph-keys';
import { type RunningStore, startStore } from '../../store/main';
import { endAll, simpul } from '../support/simpul-process';

const keys = randomSubgraphKeys();
let store: RunningStore;
let folder: string;
beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
  folder = await mkdtemp(join(tmpdir(), 'simpul-conform-'));
}, 60_000);
afterAll(async () => {
  await endAll();
  await store.stop();
  await rm(folder, { recursive: true });
});

async function conform(args: readonly string[], env: Record<string, string> = {}) {
  const command = simpul(['conform', ...args], env);
  return { code: await command.ended, output: command.output(), errors: command.errors() };
}

describe('simpul conform', () => {
  it('takes one of our subgraphs as it runs, ends it while a request is under way, and writes a badge', async () => {
    const env = { MONGODB_URI: store.uri, SIMPUL_DATABASE_PREFIX: `conform_${randomUUID().slice(0, 8)}` };
    const subgraph = simpul(['subgraph', 'refugees', '--port', '0'], { ...env, SUBGRAPH_KEYS: keys });
    const [url = ''] = await subgraph.line(/http:\/\/\S+/);
    const badge = join(folder, 'badge.svg');
    const pid = String(subgraph.child.pid);
    const { code, output, errors } = await conform([url, '--json', '--badge', badge, '--pid', pid], {
      SUBGRAPH_KEYS: keys,
    });
    expect(errors).toBe('');
    const report = JSON.parse(output);
    expect(report.results.filter(({ result }: { result: string }) => result === 'fail')).toEqual([]);
    expect(report.results.at(-1)).toMatchObject({ check: 'drains', result: 'pass' });
    expect(code).toBe(0);
    expect(await readFile(badge, 'utf8')).toContain(report.schemaDigest);
    expect(await subgraph.ended).toBe(0);
  });

  it('ends with 1 and says how to mend what it found, where the subgraph takes other keys', async () => {
    const env = { MONGODB_URI: store.uri, SIMPUL_DATABASE_PREFIX: `conform_${randomUUID().slice(0, 8)}` };
    const subgraph = simpul(['subgraph', 'refugees', '--port', '0'], { ...env, SUBGRAPH_KEYS: keys });
    const [url = ''] = await subgraph.line(/http:\/\/\S+/);
    const other = join(folder, 'other.key');
    await writeFile(other, `${randomSubgraphKeys()}\n`);
    const { code, output } = await conform([url, '--key', other]);
    expect(code).toBe(1);
    expect(output).toContain('refugees does not conform');
    expect(output).toMatch(
      /fail +service-sdl .+\n {4}asked .+\n {4}came {3}401 .+UNSIGNED_REQUEST.+\n {4}fix .+\n {4}see/,
    );
    expect((await conform([url, '--key', other, '--junit'])).output).toContain('<failure message="401 ');
  });

  it.each([
    ['without a key', ['http://localhost:1/graphql'], {}, 64, 'There is no key to sign with at env:SUBGRAPH_KEYS'],
    [
      'with a key that is none',
      ['http://localhost:1/graphql'],
      { SUBGRAPH_KEYS: 'k=c2hvcnQ=' },
      78,
      'SUBGRAPH_KEYS is set',
    ],
    ['where nothing listens', ['http://localhost:1/graphql', '--unsigned'], {}, 2, 'The subgraph cannot be reached'],
    ['with what is no address', ['permits', '--unsigned'], {}, 64, 'URL is the address of the subgraph'],
    [
      'with what is no process',
      ['http://localhost:1', '--unsigned', '--pid', '-1'],
      {},
      64,
      'It is the number of a process',
    ],
    [
      'with a key and without signatures',
      ['http://localhost:1', '--unsigned', '--key', 'k'],
      {},
      64,
      'cannot be used with',
    ],
    [
      'with a file that is not there',
      ['http://localhost:1', '--unsigned', '--keys', '/none.json'],
      {},
      2,
      '/none.json cannot be read (ENOENT)',
    ],
  ])('says what is wrong %s', async (_, args, env, expected, message) => {
    const { code, errors } = await conform(args, env);
    expect(errors).toContain(message);
    expect(errors).not.toContain('c2hvcnQ=');
    expect(code).toBe(expected);
  });
});
