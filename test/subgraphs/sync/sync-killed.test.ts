import { once } from 'node:events';
import { mkdirSync, readdirSync, watch, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { permits } from '../../../subgraphs/permits';
import type { LodgingRow } from '../../../subgraphs/permits/models/Lodging';
import { addDays } from '../../../subgraphs/shared/calendar';
import { openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { simpul, type SimpulProcess } from '../../support/simpul-process';
import type { OpenPermits } from '../import/database';
import { differencesIn, killable, type KillableStore, moment } from '../import/killable-store';
import { temporaryFolder } from '../import/support';

const rounds = process.env.TEST_LONG === '1' ? 20 : 2;
const { folder } = temporaryFolder();
const { spawned, storeProcess } = killable();
const files = 3;
const rowsOfFile = 600;

/** A record in an area and with a day that tell which round wrote it; null where the round takes it away. */
function lodgingOf(round: number, index: number): Pick<LodgingRow, '_id' | 'areaCode' | 'registeredOn'> | null {
  if ((index + round) % 20 === 0) return null;
  return {
    _id: `APOA-${index}`,
    areaCode: `31.75.0${1 + ((index * 7 + round * 3) % 9)}.100${1 + (index % 3)}`,
    registeredOn: addDays('2023-01-01', round),
  };
}

const indexesOf = (file: number): number[] =>
  Array.from({ length: rowsOfFile }, (_, index) => file * rowsOfFile + index);
const header = 'lodging_number,kind,area_code,registered_on,deleted\n';
const rowsOf = (round: number, file: number): string =>
  indexesOf(file)
    .map((index) => {
      const lodging = lodgingOf(round, index);
      return lodging === null
        ? `APOA-${index},,,,yes\n`
        : `${lodging._id},HOTEL,${lodging.areaCode},${lodging.registeredOn},\n`;
    })
    .join('');

const drop = join(folder, 'drop');
const spool = join(folder, 'spool');
const sourceFile = join(folder, 'sources.json');
let delivered = { tag: '', text: '' };
const server = createServer(({ headers }, response) => {
  if (headers['if-none-match'] === delivered.tag) response.writeHead(304).end();
  else response.writeHead(200, { etag: delivered.tag }).end(delivered.text);
});
beforeAll(async () => {
  mkdirSync(drop);
  mkdirSync(spool);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const common = { kind: 'lodgings', agency: 'IMMIGRATION', mostRemovedShare: 1 };
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lodgings.csv`;
  const sources = [
    { ...common, name: 'dropped', folder: { path: drop, files: 'in-*', settleSeconds: 0 } },
    { ...common, name: 'fetched', https: { address } },
  ];
  writeFileSync(sourceFile, JSON.stringify({ sources }));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type SourceName = 'dropped' | 'fetched';

/** Puts a round's rows where the source has them. */
function deliver(name: SourceName, round: number): void {
  const texts = Array.from({ length: files }, (_, file) => rowsOf(round, file));
  delivered = { tag: `"${round}"`, text: header + texts.join('') };
  if (name === 'fetched') return;
  texts.forEach((text, file) => writeFileSync(join(drop, `in-${round}-${file}.csv`), header + text));
}

function sync(name: SourceName, { mongodbUri, databasePrefix }: KillableStore['address']): SimpulProcess {
  const started = simpul(['sync', name, '--once', '--json'], {
    DATA_SOURCES: sourceFile,
    SYNC_FOLDER: spool,
    MONGODB_URI: `${mongodbUri}?serverSelectionTimeoutMS=2000`,
    SIMPUL_DATABASE_PREFIX: databasePrefix,
  });
  spawned(started.child);
  return started;
}

/** Kills the process, or its store, after it has begun to work on the source. Tells whether it ended before. */
async function killAmidst(
  { address, child: store }: KillableStore,
  name: SourceName,
  victim: 'process' | 'store',
  afterMs: number,
): Promise<{ killed: boolean }> {
  const watcher = watch(spool);
  const begun = once(watcher, 'change');
  const run = sync(name, address);
  await begun;
  watcher.close();
  // Not to wait for anything: the moment is to be any.
  await wait(afterMs);
  const killed = run.child.exitCode === null;
  (victim === 'store' ? store : run.child).kill('SIGKILL');
  if (victim === 'store') await once(store, 'close');
  await run.ended;
  return { killed };
}

const reportsOf = async ({ loads }: OpenPermits, source: SourceName) => (await loads.page({ first: 100, source })).rows;

/** Records of a round that are not as the round's rows say. */
async function notAsTold({ connection }: OpenPermits, round: number, indexes: readonly number[]): Promise<number[]> {
  const found = await connection
    .collection('lodgings')
    .find({}, { projection: { areaCode: 1, registeredOn: 1 } })
    .toArray();
  const kept = new Map(found.map((lodging) => [String(lodging._id), JSON.stringify(lodging)]));
  return indexes.filter((index) => {
    const lodging = lodgingOf(round, index);
    return kept.get(`APOA-${index}`) !== (lodging === null ? undefined : JSON.stringify(lodging));
  });
}

describe('a sync that is killed, or whose store is, at any moment', () => {
  it(
    `has told of nothing that is not there, and the next one ends where an undisturbed one ends, ${rounds} times`,
    async () => {
      let store = await storeProcess(join(folder, 'store'));
      const known = new Set<string>();
      const all = Array.from({ length: files }, (_, file) => indexesOf(file)).flat();
      for (let [round, kills] = [1, 0]; kills < rounds; round += 1) {
        const name = round % 2 === 0 ? 'dropped' : 'fetched';
        const victim = round % 4 < 2 ? 'process' : 'store';
        deliver(name, round);
        const { killed } = await killAmidst(store, name, victim, moment(round, 1_000));
        if (killed) kills += 1;
        if (victim === 'store') store = await storeProcess(join(folder, 'store'));

        const open = await openSubgraph(permits, store.address);
        const told = (await reportsOf(open, name)).filter(({ _id }) => !known.has(_id));
        const completed = told.filter(({ outcome }) => outcome === 'COMPLETED').length;
        const acknowledged = name === 'fetched' && completed > 0 ? all : all.slice(0, completed * rowsOfFile);
        expect({ round, lost: await notAsTold(open, round, acknowledged) }).toEqual({ round, lost: [] });

        // As a minute without a sign of life does.
        await open.connection.collection('data_sources').updateMany({}, { $set: { heldUntil: new Date(0) } });
        const again = sync(name, store.address);
        expect({ round, code: await again.ended, errors: again.errors() }).toEqual({ round, code: 0, errors: '' });
        expect({ round, wrong: await notAsTold(open, round, all) }).toEqual({ round, wrong: [] });
        await open.rollups.repair(Date.now() + 3_600_000);
        expect({ round, differences: await differencesIn(open) }).toEqual({ round, differences: [] });

        const reports = (await reportsOf(open, name)).filter(({ _id }) => !known.has(_id));
        reports.forEach(({ _id }) => known.add(_id));
        const digests = reports.filter(({ outcome }) => outcome === 'COMPLETED').map(({ digest }) => digest);
        expect({ round, told: new Set(digests).size }).toEqual({ round, told: name === 'fetched' ? 1 : files });
        const interrupted = reports.filter(({ reason }) => reason?.startsWith('a run ended before it was done'));
        const wasDone = !killed || completed === (name === 'fetched' ? 1 : files);
        if (!wasDone) expect({ round, interrupted: interrupted.length }).toEqual({ round, interrupted: 1 });
        expect({ round, left: readdirSync(drop).filter((file) => file.startsWith('in-')) }).toEqual({
          round,
          left: [],
        });
        expect(readdirSync(spool)).toEqual([]);
        await open.close();
      }
    },
    rounds * 90_000,
  );
});
