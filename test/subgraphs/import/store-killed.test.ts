import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { importFile } from '../../../subgraphs/import/import-file';
import { permits } from '../../../subgraphs/permits';
import type { DatabaseAddress } from '../../../subgraphs/shared/connect-mongo';
import { openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { type OpenPermits, rebuiltSignalsIn, recordsIn, signalsIn } from './database';
import { killable } from './killable-store';
import { definitionOf, temporaryFolder } from './support';

const { folder, write } = temporaryFolder();

const { storeProcess } = killable();
const opened: OpenPermits[] = [];
afterEach(async () => {
  for (const { connection } of opened.splice(0)) await connection.close(true);
});

async function openPermits(address: DatabaseAddress): Promise<OpenPermits> {
  const open = await openSubgraph(permits, address);
  opened.push(open);
  return open;
}

const lodgings = definitionOf('lodgings');
const text =
  'lodging_number,kind,area_code,registered_on\n' +
  Array.from({ length: 200 }, (_, index) => `APOA-${index},HOTEL,31.75.0${1 + (index % 9)}.1001,2024-01-02\n`).join('');

describe('an import whose store is killed', () => {
  it.each([2, 7, 13])('at write %i has lost nothing acknowledged, and is completed by a second run', async (at) => {
    const file = write(text);
    const data = join(folder, `store-${at}`);
    const first = await storeProcess(data);
    const killed = await openPermits({
      ...first.address,
      mongodbUri: `${first.address.mongodbUri}?monitorCommands=true`,
    });
    let [writes, acknowledged] = [0, 0];
    killed.connection.getClient().on('commandStarted', ({ commandName }) => {
      if (commandName === 'update' && (writes += 1) === at) first.child.kill('SIGKILL');
    });
    const progress = (): void => void (acknowledged += 20);
    const importing = importFile({ definition: lodgings, open: killed, file, batchSize: 20, progress });
    await expect(importing).rejects.toThrow(/^the database no longer answers; run the import again/);

    const second = await storeProcess(data);
    const open = await openPermits(second.address);
    const kept = (await recordsIn(open)).lodgings ?? [];
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
    const report = await importFile({ definition: lodgings, open, file, batchSize: 20 });
    expect(report).toMatchObject({ rowsRead: 200, new: 200 - kept.length, unchanged: kept.length });
    expect(await signalsIn(open)).toEqual(await rebuiltSignalsIn(open));
  });
});
