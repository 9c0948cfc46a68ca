import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openRegistry, type Registry } from '../../../registry/open-registry';
import { publish, rollback } from '../../../registry/publish';
import { areas, digestIn, options, permits, publishing } from '../../registry/registry';
import { endAll, simpul } from '../../support/simpul-process';
import { testDatabases } from '../../support/test-databases';

const { newAddress } = testDatabases('schema_follow');
let folder: string;
let environment: Record<string, string>;
let registry: Registry;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-follow-'));
});
beforeEach(async () => {
  const address = newAddress();
  environment = { MONGODB_URI: address.mongodbUri, SIMPUL_DATABASE_PREFIX: address.databasePrefix };
  registry = await openRegistry(address);
});
afterEach(async () => {
  await endAll();
  await registry.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const served = async (): Promise<string> => {
  const { supergraph } = await registry.record.state();
  return (await registry.record.supergraph(supergraph ?? '')).sdl;
};

describe('simpul schema follow', () => {
  it('keeps a file as the supergraph that is served, through publishing and taking back', async () => {
    const file = join(folder, 'supergraph.graphql');
    const first = digestIn(await publish(registry, publishing('areas', areas), options()));
    const follower = simpul(['schema', 'follow', '-o', file], environment);
    await follower.line(new RegExp(`serves {2}${first}\n`));
    expect(readFileSync(file, 'utf8')).toBe(await served());

    const second = digestIn(await publish(registry, publishing('permits', permits), options()));
    await follower.line(new RegExp(`serves {2}${second}\n`));
    expect(readFileSync(file, 'utf8')).toBe(await served());
    expect(readFileSync(file, 'utf8')).toContain('permits');

    await rollback(registry, first ?? '', { by: 'ani', reason: 'it was wrong' });
    await follower.line(new RegExp(`serves {2}${first}\n[^]*serves {2}${first}\n`));
    expect(readFileSync(file, 'utf8')).not.toContain('permits');
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('leaves the file of before where nothing is published', async () => {
    const file = join(folder, 'before.graphql');
    writeFileSync(file, 'the one of before');
    const { ended, errors } = simpul(['schema', 'follow', '-o', file, '--once'], environment);
    expect([await ended, errors()]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toBe('the one of before');
  });

  it('takes in what gateways reported, once, and passes over what is no report', async () => {
    const operations = mkdtempSync(join(folder, 'operations-'));
    const lastSeen = new Date().toISOString();
    const asked = { text: 'query Map { areas { name } }', client: 'map', calls: 6, lastSeen };
    writeFileSync(join(operations, '1.ndjson'), `${JSON.stringify(asked)}\nno report\n{"text":1}\n`);
    writeFileSync(join(operations, '2.ndjson.new'), 'half of a line');
    const look = () =>
      simpul(
        ['schema', 'follow', '-o', join(folder, 'reported.graphql'), '--operations', operations, '--once'],
        environment,
      ).ended;
    expect([await look(), await look()]).toEqual([0, 0]);
    const seen = await registry.operations.seenWithin(1, new Date());
    expect(seen.map(({ name, calls, clients }) => ({ name, calls, clients }))).toEqual([
      { name: 'Map', calls: 6, clients: [{ client: 'map', calls: 6, lastSeen }] },
    ]);
    expect(readdirSync(operations)).toEqual(['2.ndjson.new']);
  });
});
