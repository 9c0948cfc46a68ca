import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';

import { importFile } from '../../../subgraphs/import/import-file';
import { permits } from '../../../subgraphs/permits';
import type { LodgingRow } from '../../../subgraphs/permits/models/Lodging';
import { addDays } from '../../../subgraphs/shared/calendar';
import { openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { built } from './built-program';
import type { OpenPermits } from './database';
import { differencesIn, killable, type KillableStore, moment } from './killable-store';
import { definitionOf, temporaryFolder } from './support';

const rounds = process.env.TEST_LONG === '1' ? 30 : 3;
const { folder, write } = temporaryFolder();
const lodgings = definitionOf('lodgings');
const batchSize = 25;
const rows = 1_000;

const { spawned, storeProcess } = killable();
const storeFolder = join(folder, 'store');

/**
 * Imports a file, or computes all signals, again and again until it is killed. It writes a letter when it begins and one
 * for each batch that was acknowledged, before it goes on.
 */
const busyProgram = `
  const { writeSync } = require('node:fs');
  const { importFile } = require(${JSON.stringify(built('subgraphs/import/import-file.js'))});
  const { permits } = require(${JSON.stringify(built('subgraphs/permits/index.js'))});
  const { openSubgraph } = require(${JSON.stringify(built('subgraphs/shared/open-subgraph.js'))});
  const [mongodbUri, databasePrefix, file, work] = process.argv.slice(1);
  const definition = permits.imports.find(({ kind }) => kind === 'lodgings');
  openSubgraph(permits, { mongodbUri, embedded: true, databasePrefix }).then(async (open) => {
    writeSync(1, 'r');
    for (;;) {
      if (work === 'import') await importFile({ definition, open, file, batchSize: ${batchSize}, progress: () => writeSync(1, 'b') });
      else await open.rollups.rebuild();
    }
  }).catch(() => process.exit(3));
`;

interface Ended {
  /** Rows at the beginning of the file that the database acknowledged. */
  readonly acknowledged: number;
}

async function killAmidst(
  { address, child: store }: KillableStore,
  file: string,
  work: 'import' | 'rollup',
  victim: 'worker' | 'store',
  afterMs: number,
): Promise<Ended> {
  const args = ['-e', busyProgram, '--', address.mongodbUri, address.databasePrefix, file, work];
  const worker = spawned(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] }));
  const ended = once(worker, 'close');
  let letters = '';
  const begun = once(
    worker.stdout.setEncoding('utf8').on('data', (text: string) => (letters += text)),
    'data',
  );
  await begun;
  // Not to wait for anything: the moment is to be any.
  await wait(afterMs);
  (victim === 'store' ? store : worker).kill('SIGKILL');
  if (victim === 'store') await once(store, 'close');
  await ended;
  return { acknowledged: Math.min(rows, (letters.length - 1) * batchSize) };
}

/** A record in an area and with a day that tell which round wrote it. */
function lodgingOf(round: number, index: number): Pick<LodgingRow, '_id' | 'areaCode' | 'registeredOn'> {
  const district = 1 + ((index * 7 + round * 3) % 9);
  return {
    _id: `APOA-${index}`,
    areaCode: `31.75.0${district}.100${1 + (index % 3)}`,
    registeredOn: addDays('2023-01-01', round),
  };
}

const fileOf = (round: number): string =>
  write(
    `lodging_number,kind,area_code,registered_on\n${Array.from({ length: rows }, (_, index) => {
      const { _id, areaCode, registeredOn } = lodgingOf(round, index);
      return `${_id},HOTEL,${areaCode},${registeredOn}\n`;
    }).join('')}`,
  );

async function lodgingsIn({ connection }: OpenPermits): Promise<Map<string, unknown>> {
  const found = await connection
    .collection('lodgings')
    .find({}, { projection: { areaCode: 1, registeredOn: 1 } })
    .toArray();
  return new Map(found.map((lodging) => [lodging._id as unknown as string, lodging]));
}

describe('an import or a roll-up that is killed, or whose store is, at any moment', () => {
  it(
    `loses nothing acknowledged and ends with signals as the records say, ${rounds} times`,
    async () => {
      let store = await storeProcess(storeFolder);
      let before = new Map<string, unknown>();
      for (let round = 1; round <= rounds; round += 1) {
        const work = round % 4 === 3 ? 'rollup' : 'import';
        const victim = round % 2 === 0 ? 'store' : 'worker';
        const { acknowledged } = await killAmidst(store, fileOf(round), work, victim, moment(round, 1_200));
        if (victim === 'store') store = await storeProcess(storeFolder);

        const open = await openSubgraph(permits, store.address);
        const after = await lodgingsIn(open);
        const now = Array.from({ length: rows }, (_, index) => lodgingOf(round, index));
        const lost = now
          .slice(0, work === 'import' ? acknowledged : 0)
          .filter((lodging) => JSON.stringify(after.get(lodging._id)) !== JSON.stringify(lodging));
        expect({ round, lost }).toEqual({ round, lost: [] });
        const strange = now.filter((lodging) => {
          const kept = JSON.stringify(after.get(lodging._id));
          return kept !== JSON.stringify(lodging) && kept !== JSON.stringify(before.get(lodging._id));
        });
        expect({ round, strange }).toEqual({ round, strange: [] });

        // As the upkeep of a subgraph does once the marks of the dead are old.
        await open.rollups.repair(Date.now() + 3_600_000);
        expect({ round, differences: await differencesIn(open) }).toEqual({ round, differences: [] });
        before = after;
        await open.close();
      }
      const open = await openSubgraph(permits, store.address);
      const report = await importFile({ definition: lodgings, open, file: fileOf(rounds), rejectFile: null });
      expect(report).toMatchObject({ rowsRead: rows, rejected: 0 });
      expect(await differencesIn(open)).toEqual([]);
      await open.close();
    },
    rounds * 60_000,
  );
});
