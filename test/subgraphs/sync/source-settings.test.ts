import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { checkSources, readSources } from '../../../subgraphs/sync/main';
import { temporaryFolder } from '../import/support';

const { folder, write } = temporaryFolder();
const lodgings = { name: 'lodgings-daily', kind: 'lodgings', agency: 'IMMIGRATION' };
const read = (...sources: object[]) =>
  readSources({ DATA_SOURCES: write(JSON.stringify({ sources }), 'sources.json') }).sources;

describe('the file of sources', () => {
  it('names sources by kind and agency, with durations, and paths from where it lies', () => {
    const [drop, web] = read(
      { ...lodgings, folder: { path: 'in', files: 'lodgings-*.csv' }, every: '15m', staleAfter: '2d' },
      {
        name: 'incidents',
        kind: 'incidents',
        agency: 'KESBANGPOL',
        https: { address: 'https://data.example/incidents.csv', credentials: { file: 'secret.txt' } },
        complete: true,
        missing: 'remove',
      },
    );
    expect(drop).toMatchObject({
      folder: { path: join(folder, 'in'), files: 'lodgings-*.csv', settleSeconds: 5 },
      every: 900_000,
      staleAfter: 172_800_000,
      missing: 'keep',
    });
    expect(web).toMatchObject({
      https: { credentials: { file: join(folder, 'secret.txt'), header: 'authorization', scheme: 'Bearer' } },
      mostRemovedShare: 0.1,
    });
  });

  it('is not read where any host could pass for a source', () => {
    expect(() => readSources({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toThrow('NODE_TLS_REJECT_UNAUTHORIZED');
  });

  it('is told all its mistakes at once, each with its place', () => {
    const wrong = () =>
      read(
        { name: 'file', kind: 'visas', agency: 'IMMIGRATION', folder: { path: 'in', files: '../*' }, every: 'daily' },
        { ...lodgings, agency: 'UNHCR', missing: 'remove', https: { address: 'http://data.example/x' } },
        { ...lodgings, folder: { path: 'in' }, mongodb: { address: 'mongodb://user:hush@db/', database: 'd' } },
      );
    for (const told of [
      'DATA_SOURCES is',
      'sources.0.name (file): must not be file or demonstration',
      'sources.0.kind (file): must be one of permits,',
      'sources.0.folder.files (file): must be a name without a folder',
      'sources.0.every (file): must be a duration such as 15m, 6h or 1d',
      'sources.1.https.address (lodgings-daily): must be an https address',
      'sources.2.mongodb.address (lodgings-daily): must be { "env": NAME } or { "file": PATH }',
      'sources.2.mongodb.collection (lodgings-daily): must be a text',
    ]) {
      expect(wrong).toThrow(told);
    }
    expect(wrong).toThrow(/^((?!hush).)*$/s);
  });

  it('refuses what would remove records of others or read too little to tell what is missing', () => {
    const folderPlace = { folder: { path: 'in' } };
    expect(() => read({ ...lodgings, ...folderPlace, missing: 'remove' })).toThrow(
      'sources.0.missing (lodgings-daily): must be keep unless "complete" is true',
    );
    const whole = { ...lodgings, ...folderPlace, complete: true, missing: 'remove' };
    expect(() => read(whole, { ...lodgings, name: 'other', ...folderPlace })).toThrow(
      'another source brings lodgings too',
    );
    const mongodb = { address: { env: 'X' }, database: 'd', collection: 'c', fields: {}, watermark: 'at' };
    expect(() => read({ ...lodgings, mongodb, complete: true })).toThrow('must be false with a watermark');
    expect(() => read({ ...lodgings, agency: 'UNHCR', ...folderPlace })).toThrow('must be IMMIGRATION, whose rows');
    expect(() => read({ ...lodgings })).toThrow('must be the only one of folder, https and mongodb');
  });

  it('is checked for what it refers to, which is never repeated', async () => {
    mkdirSync(join(folder, 'there'));
    writeFileSync(join(folder, 'empty.txt'), '\n');
    const address = 'https://data.example/x';
    const sources = read(
      { ...lodgings, name: 'a', folder: { path: 'there' } },
      { ...lodgings, name: 'b', folder: { path: 'nowhere' } },
      { ...lodgings, name: 'c', https: { address, credentials: { env: 'A_SECRET' } } },
      { ...lodgings, name: 'd', https: { address, credentials: { file: 'empty.txt' } } },
    );
    const checking = checkSources(sources, {});
    await expect(checking).rejects.toThrow('DATA_SOURCES: b: folder: the drop folder cannot be read (ENOENT).');
    await expect(checking).rejects.toThrow('DATA_SOURCES: c: https.credentials: the variable A_SECRET is not set');
    await expect(checking).rejects.toThrow(/DATA_SOURCES: d: https\.credentials: the file .*empty\.txt is not set/);
    await expect(checkSources(sources.slice(0, 1), {})).resolves.toBeUndefined();
  });
});
