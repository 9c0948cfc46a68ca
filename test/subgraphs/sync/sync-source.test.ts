import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { DatabaseAddress } from '../../../subgraphs/shared/connect-mongo';
import { readSources, type SyncOptions, type SyncResult, syncSource } from '../../../subgraphs/sync/main';
import { databaseServer, type OpenPermits, rebuiltSignalsIn, recordsIn, signalsIn } from '../import/database';
import { temporaryFolder } from '../import/support';

const { newAddress, openPermits } = databaseServer();
const { folder } = temporaryFolder();

let address: DatabaseAddress;
let open: OpenPermits;
let base: string;
beforeEach(async () => {
  address = newAddress();
  open = await openPermits(address);
  base = mkdtempSync(join(folder, 'sync-'));
});

/** Loads a source of lodgings with these settings. */
async function sync(settings: object, more: Partial<SyncOptions> = {}): Promise<SyncResult[]> {
  const file = join(base, 'sources.json');
  const source = { name: 'lodgings-daily', kind: 'lodgings', agency: 'IMMIGRATION', ...settings };
  writeFileSync(file, JSON.stringify({ sources: [source] }));
  const [read] = readSources({ DATA_SOURCES: file }).sources;
  if (read === undefined) throw new Error('no source');
  return syncSource(read, { address, env: {}, folder: join(base, 'spool'), ...more });
}

const header = 'lodging_number,kind,area_code,registered_on,deleted\n';
const row = (number: number, deleted = ''): string => `APOA-${number},HOTEL,31.75.03.1001,2024-01-02,${deleted}\n`;
const rows = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index)).join('');
const numbers = async (): Promise<string[]> =>
  ((await recordsIn(open)).lodgings as { _id: string }[]).map(({ _id }) => _id).sort();
const reports = async () => (await open.loads.page({ first: 20 })).rows;

describe('a drop folder', () => {
  const place = { folder: { path: '.', files: 'in-*', settleSeconds: 0 } };
  const drop = (name: string, text: string): string => {
    writeFileSync(join(base, name), text);
    return join(base, name);
  };

  it('has its files taken, the oldest first, each moved beside with the report of its load', async () => {
    const newer = drop('in-1.csv', header + row(1).replace('HOTEL', 'APARTMENT'));
    const older = drop('in-2.csv', header + row(1) + row(2) + 'APOA-3,TENT,31.75.03.1001,2024-01-02,\n');
    utimesSync(older, new Date('2024-10-01T00:00:00Z'), new Date('2024-10-01T00:00:00Z'));
    utimesSync(newer, new Date('2024-10-02T00:00:00Z'), new Date('2024-10-02T00:00:00Z'));
    drop('other.csv', 'not this one');
    const results = await sync(place);
    expect(results).toMatchObject([
      { outcome: 'COMPLETED', file: older, report: { rowsRead: 3, new: 2, rejected: 1 } },
      { outcome: 'COMPLETED', file: newer, report: { changed: 1 } },
    ]);
    const done = readdirSync(join(base, 'done'));
    const rejected = done.find((name) => name.endsWith('in-2.csv.rejected.csv')) ?? '';
    expect(results.map(({ report }) => report?.rejectFile)).toEqual([join(base, 'done', rejected), null]);
    expect(done.map((name) => name.replace(/^.*Z-/, '')).sort()).toEqual([
      'in-1.csv',
      'in-1.csv.report.json',
      'in-2.csv',
      'in-2.csv.rejected.csv',
      'in-2.csv.report.json',
    ]);
    expect(existsSync(newer) || existsSync(older)).toBe(false);
    expect(await reports()).toMatchObject([
      { source: 'lodgings-daily', outcome: 'COMPLETED', dataAsOf: '2024-10-02T00:00:00.000Z' },
      {
        counts: { read: 3, new: 2, rejected: 1 },
        dataAsOf: '2024-10-01T00:00:00.000Z',
        rejectedFor: [{ column: 'kind', reason: expect.stringMatching(/^must be one of HOTEL/), rows: 1 }],
      },
    ]);
    expect(await sync(place)).toMatchObject([{ outcome: 'NOTHING' }]);
  });

  it('keeps a file that somebody still writes, or that has changed just now', async () => {
    const file = drop('in-1.csv', header);
    const writer = openSync(file, 'a');
    writeSync(writer, row(1));
    if (process.platform === 'linux') expect(await sync(place)).toMatchObject([{ outcome: 'NOTHING' }]);
    closeSync(writer);
    drop('in-2.csv.part', header + row(2));
    expect(await sync(place)).toMatchObject([{ outcome: 'COMPLETED', report: { new: 1 } }]);
    expect(existsSync(join(base, 'in-2.csv.part'))).toBe(true);
  });

  it('sets a file apart that cannot be read, says why, and takes the next', async () => {
    const wrong = drop('in-1.csv', 'name,address\nsomebody,"somewhere"\n');
    utimesSync(wrong, new Date(0), new Date(0));
    drop('in-2.csv', header + row(2));
    const results = await sync(place);
    expect(results).toMatchObject([
      { outcome: 'FAILED', reason: expect.stringContaining('is not known') },
      { outcome: 'COMPLETED' },
    ]);
    expect(readdirSync(join(base, 'rejected')).map((name) => name.replace(/^.*Z-/, ''))).toEqual([
      'in-1.csv',
      'in-1.csv.report.json',
    ]);
    expect(JSON.stringify(await reports())).not.toMatch(/somebody|sync-/);
  });

  it('moves nothing and writes nothing in a dry run', async () => {
    const file = drop('in-1.csv', header + row(1));
    expect(await sync(place, { dryRun: true })).toMatchObject([{ outcome: 'COMPLETED', report: { new: 1 } }]);
    expect([existsSync(file), await numbers(), await reports()]).toEqual([true, [], []]);
  });
});

describe('deletions', () => {
  const place = { folder: { path: '.', files: 'in-*', settleSeconds: 0 } };
  const load = (name: string, text: string, more: object = {}): Promise<SyncResult[]> => {
    writeFileSync(join(base, `in-${name}`), text);
    return sync({ ...place, ...more });
  };
  const whole = { complete: true, missing: 'remove', mostRemovedShare: 0.25 };

  it('told by a source take the record away, and its part of the signals', async () => {
    await load('1.csv', header + rows(1, 20));
    const [result] = await load('2.csv', header + row(1) + row(2, 'ya') + row(99, 'yes') + row(3, 'perhaps'));
    expect(result).toMatchObject({ report: { unchanged: 2, removed: 1, rejected: 1 } });
    expect(await numbers()).toHaveLength(19);
    const signals = await signalsIn(open);
    expect(signals).toEqual(await rebuiltSignalsIn(open));
  });

  it('are told apart from rows that are missing: those stay, unless the source holds all records', async () => {
    await load('1.csv', header + rows(1, 8));
    await load('2.csv', header + rows(1, 7));
    expect(await numbers()).toHaveLength(8);
    const [result] = await load('3.csv', header + rows(1, 6), whole);
    expect(result).toMatchObject({ outcome: 'COMPLETED', report: { removed: 2 } });
    expect(await numbers()).toHaveLength(6);
  });

  it('of more than the set share are refused whole, and told', async () => {
    await load('1.csv', header + rows(1, 8));
    const told = await load('2.csv', header + rows(2, 5) + row(100), whole);
    expect(told).toMatchObject([
      { outcome: 'REFUSED', reason: expect.stringContaining('would remove 3 or more of 8') },
    ]);
    expect(await numbers()).toHaveLength(8);
    expect(await numbers()).not.toContain('APOA-100');
    expect(await reports()).toMatchObject([{ outcome: 'REFUSED' }, { outcome: 'COMPLETED' }]);
    const tombstones = header + [1, 2, 3].map((number) => row(number, 'yes')).join('');
    expect(await load('3.csv', tombstones, { mostRemovedShare: 0.25 })).toMatchObject([{ outcome: 'REFUSED' }]);
    expect(await load('4.csv', header, whole)).toMatchObject([{ outcome: 'REFUSED' }]);
  });

  it('of records of persons are refused without a number of them, on the screen and in what is kept', async () => {
    const actions = { kind: 'administrative-actions' };
    const lines = [1, 2, 3, 4].map((number) => `TAK-${number},DEPORTATION,2024-08-12,,31.75.06.1001\n`);
    const columns = 'action_number,kind,imposed_on,ended_on,area_code\n';
    await load('1.csv', columns + lines.join(''), actions);
    const [refused] = await load('2.csv', `${columns}${lines[0]}`, { ...actions, ...whole });
    const [kept] = await reports();
    for (const reason of [refused?.reason, kept?.reason]) {
      expect(reason).toContain('would remove too many records');
      expect(reason?.replace('mostRemovedShare allows 0.25', '')).not.toMatch(/\d/);
    }
  });

  it('do not strike a record whose row came and could not be taken', async () => {
    await load('1.csv', header + rows(1, 8));
    const faulty = row(8).replace('HOTEL', 'TENT');
    const [kept] = await load('2.csv', header + rows(1, 7) + faulty, whole);
    expect(kept).toMatchObject({ report: { removed: 0, rejected: 1 } });
    const [unreadable] = await load('3.csv', header + rows(1, 7) + ',HOTEL,31.75.03.1001,2024-01-02,\n', whole);
    expect(unreadable).toMatchObject({ reason: expect.stringContaining('were kept'), report: { removed: 0 } });
    expect(await numbers()).toHaveLength(8);
  });
});

describe('an https address', () => {
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: IncomingMessage[] = [];
  beforeEach(async () => {
    asked.length = 0;
    server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/lodgings.csv`;
  const load = (more: object = {}, options: Partial<SyncOptions> = {}) =>
    sync({ https: { address: url(), ...more } }, options);
  const told = async (more: object = {}, options: Partial<SyncOptions> = {}): Promise<string> => {
    const [result] = await load(more, options);
    expect(result?.outcome).toBe('FAILED');
    return result?.reason ?? '';
  };

  it('is asked whether anything is new, by ETag and time, and its own time is kept', async () => {
    const lastModified = 'Tue, 01 Oct 2024 08:00:00 GMT';
    answer = ({ headers }, response) => {
      if (headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"', 'last-modified': lastModified }).end(header + rows(1, 3));
    };
    expect(await load()).toMatchObject([{ outcome: 'COMPLETED', report: { new: 3 } }]);
    expect(await load()).toMatchObject([{ outcome: 'UNCHANGED' }]);
    expect(asked[1]?.headers['if-modified-since']).toBe(lastModified);
    expect(await reports()).toMatchObject([{ outcome: 'UNCHANGED' }, { dataAsOf: '2024-10-01T08:00:00.000Z' }]);
    expect(await load({}, {})).toMatchObject([{ outcome: 'UNCHANGED' }]);
    answer = (_, response) => response.end(header + rows(1, 3));
    expect(await load()).toMatchObject([{ outcome: 'UNCHANGED' }]);
    const [again] = await load({}, { again: true });
    expect(again).toMatchObject({ outcome: 'COMPLETED', report: { unchanged: 3 } });
  });

  it('is read anew when the mapping of its columns has changed, though nothing is new there', async () => {
    answer = ({ headers }, response) => {
      if (headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end(header.replace('kind', 'sort') + rows(1, 3));
    };
    const source = { https: { address: url() }, mapping: 'mapping.json' };
    const mapped = (more: object) =>
      writeFileSync(join(base, 'mapping.json'), JSON.stringify({ columns: { kind: 'sort' }, ...more }));
    mapped({});
    expect(await sync(source)).toMatchObject([{ outcome: 'COMPLETED', report: { new: 3 } }]);
    expect(await sync(source)).toMatchObject([{ outcome: 'UNCHANGED' }]);
    mapped({ values: { kind: { HOTEL: 'APARTMENT' } } });
    expect(await sync(source)).toMatchObject([{ outcome: 'COMPLETED', report: { changed: 3 } }]);
    expect(await sync(source)).toMatchObject([{ outcome: 'UNCHANGED' }]);
  });

  it('is shown credentials by reference', async () => {
    answer = ({ headers }, response) => {
      const known = ['Bearer hush', `Basic ${Buffer.from('user:hush').toString('base64')}`];
      if (known.includes(headers.authorization ?? '')) response.end(header + row(1));
      else response.writeHead(401).end();
    };
    writeFileSync(join(base, 'secret'), 'user:hush\n');
    expect(await told()).toBe('the source does not take the credentials (401)');
    expect(await told({ credentials: { env: 'TOKEN' } })).toBe('the variable TOKEN is not set or empty');
    const env = { TOKEN: 'hush' };
    expect(await load({ credentials: { env: 'TOKEN' } }, { env })).toMatchObject([{ outcome: 'COMPLETED' }]);
    const basic = { credentials: { file: 'secret', scheme: 'Basic' } };
    expect(await load(basic)).toMatchObject([{ outcome: 'UNCHANGED' }]);
  });

  it('is not followed elsewhere, nor read beyond its size, and what is cut off is not taken', async () => {
    answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/x' }).end();
    expect(await told()).toContain('redirects are not followed');
    answer = (_, response) => response.end(header + rows(1, 100));
    expect(await told({ maxBytes: 1_000 })).toContain('more than 1000 bytes');
    answer = (_, response) => {
      response.write(header);
      response.end(rows(1, 100));
    };
    expect(await told({ maxBytes: 1_000 })).toContain('more than 1000 bytes');
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '9999' });
      response.write(header + rows(1, 3), () => response.destroy());
    };
    expect(await told()).toMatch(/cut off/);
    answer = (_, response) => response.writeHead(503).end();
    expect(await told()).toBe('the source answers with 503');
    answer = () => undefined;
    expect(await told({ timeout: '1s' })).toContain('longer than 1 s');
    expect(await numbers()).toEqual([]);
    expect(JSON.stringify(await reports())).not.toMatch(/127\.0\.0\.1/);
    expect(readdirSync(join(base, 'spool'))).toEqual([]);
  });
});

describe('a MongoDB collection', () => {
  const place = (more: object = {}) => ({
    mongodb: {
      address: { env: 'SOURCE_URI' },
      database: `${address.databasePrefix}_source`,
      collection: 'penginapan',
      fields: {
        lodging_number: 'nomor',
        kind: 'jenis',
        area_code: 'wilayah.kode',
        registered_on: 'terdaftar',
        report_days: 'laporan',
      },
      ...more,
    },
  });
  const options = () => ({ env: { SOURCE_URI: address.mongodbUri } });
  const inSource = () => open.connection.useDb(`${address.databasePrefix}_source`).collection('penginapan');
  const document = (number: number, updated: string, more: object = {}) => ({
    nomor: `APOA-${number}`,
    jenis: 'HOTEL',
    wilayah: { kode: '31.75.03.1001' },
    terdaftar: new Date('2024-01-02T00:00:00Z'),
    laporan: [new Date('2024-10-01T20:00:00Z'), '2024-10-03'],
    updated: new Date(updated),
    ...more,
  });

  it('is read as rows, and nothing of it changes', async () => {
    await inSource().insertMany([document(1, '2024-10-01'), document(2, '2024-10-02')]);
    const before = await inSource().find({}).toArray();
    expect(await sync(place(), options())).toMatchObject([{ outcome: 'COMPLETED', report: { new: 2 } }]);
    expect(((await recordsIn(open)).lodgings as object[])[0]).toMatchObject({
      areaCode: '31.75.03.1001',
      registeredOn: '2024-01-02',
      reportDays: ['2024-10-02', '2024-10-03'],
    });
    expect(await inSource().find({}).toArray()).toEqual(before);
    expect(await sync(place(), options())).toMatchObject([{ outcome: 'UNCHANGED' }]);
    await inSource().drop();
  });

  it('is read from the watermark of the last load on', async () => {
    await inSource().insertMany([document(1, '2024-10-01'), document(2, '2024-10-02')]);
    const marked = place({ watermark: 'updated' });
    expect(await sync(marked, options())).toMatchObject([{ report: { rowsRead: 2, new: 2 } }]);
    await inSource().insertMany([document(3, '2024-10-02'), document(4, '2024-09-01')]);
    expect(await sync(marked, options())).toMatchObject([{ report: { rowsRead: 2, new: 1, unchanged: 1 } }]);
    await inSource().drop();
  });

  it('that cannot be reached is told without its address', async () => {
    const env = { SOURCE_URI: 'mongodb://user:hush@127.0.0.1:1/?serverSelectionTimeoutMS=200' };
    const [result] = await sync(place(), { env });
    expect(result).toMatchObject({ outcome: 'FAILED', reason: expect.stringContaining('cannot be read (Mongo') });
    expect(JSON.stringify(await reports())).not.toMatch(/hush|127\.0\.0\.1/);
  });
});

describe('two loads of one source', () => {
  it('do not take place at once: the second is told, and a lease that ran out is taken over', async () => {
    const place = { folder: { path: '.', files: 'in-*', settleSeconds: 0 } };
    await sync(place);
    const { sources } = open.loads;
    expect(await sources.lease('lodgings-daily', 'lodgings', 'other', 60_000)).toBe('FREE');
    writeFileSync(join(base, 'in-1.csv'), header + row(1));
    expect(await sync(place)).toMatchObject([{ outcome: 'BUSY', reason: 'another process loads it now' }]);
    expect(await numbers()).toEqual([]);
    await sources.lease('lodgings-daily', 'lodgings', 'other', -1);
    expect(await sync(place)).toMatchObject([{ outcome: 'COMPLETED' }]);
    expect(await sources.lease('lodgings-daily', 'lodgings', 'other', 60_000)).toBe('FREE');
  });

  it('and a run that ended before it was done is told by the next one, once', async () => {
    const place = { folder: { path: '.', files: 'in-*', settleSeconds: 0 } };
    await sync(place);
    await open.loads.sources.lease('lodgings-daily', 'lodgings', 'killed', -1);
    writeFileSync(join(base, 'in-1.csv'), header + row(1));
    await sync(place);
    writeFileSync(join(base, 'in-2.csv'), header + row(2));
    await sync(place);
    expect(await reports()).toMatchObject([
      { outcome: 'COMPLETED', reason: null },
      { outcome: 'COMPLETED', reason: null },
      { outcome: 'FAILED', reason: expect.stringContaining('a run ended before it was done') },
    ]);
  });

  it('whose first was killed before it moved the file leave the rejected rows beside the file', async () => {
    const place = { folder: { path: '.', files: 'in-*', settleSeconds: 0 } };
    const text = header + row(1).replace('HOTEL', 'TENT');
    for (const name of ['in-1.csv', 'in-2.csv', 'in-2.csv.rejected.csv']) {
      writeFileSync(join(base, name), name.endsWith('rejected.csv') ? 'row,column\n' : text);
    }
    expect(await sync(place)).toMatchObject([{ outcome: 'COMPLETED' }, { outcome: 'UNCHANGED' }]);
    const kept = readdirSync(join(base, 'done')).filter((name) => name.endsWith('rejected.csv'));
    expect(kept.map((name) => name.replace(/^.*Z-/, '')).sort()).toEqual([
      'in-1.csv.rejected.csv',
      'in-2.csv.rejected.csv',
    ]);
  });
});

describe('reports', () => {
  it('are kept of the newest thousand loads of a source', async () => {
    const { loads } = open;
    const report = {
      source: 'a',
      kind: 'lodgings',
      dataAsOf: null,
      outcome: 'FAILED',
      reason: 'x',
      digest: null,
    } as const;
    const counts = { read: 0, new: 0, changed: 0, unchanged: 0, removed: 0, rejected: 0 };
    const at = (index: number): string => new Date(Date.parse('2024-01-01T00:00:00Z') + index * 1_000).toISOString();
    for (let index = 0; index < 1_003; index += 1) {
      await loads.report({ ...report, startedAt: at(index), endedAt: at(index), counts, rejectedFor: [] });
    }
    expect(await loads.count({ first: 1, source: 'a' })).toBe(1_000);
    const { rows, hasNextPage } = await loads.page({ first: 2, source: 'a' });
    expect([rows.map(({ startedAt }) => startedAt), hasNextPage]).toEqual([[at(1_002), at(1_001)], true]);
  });
});
