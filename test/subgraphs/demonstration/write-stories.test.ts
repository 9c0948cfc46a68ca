import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type RunningStore, startStore } from '../../../store/main';
import { subgraphDefinitions } from '../../../subgraphs/all-subgraphs';
import { tellStories } from '../../../subgraphs/demonstration/tell-story';
import { type Agency, writeStories } from '../../../subgraphs/demonstration/write-stories';
import { seedDemonstration } from '../../../subgraphs/seed';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import type { DatabaseAddress } from '../../../subgraphs/shared/connect-mongo';
import { openSubgraph } from '../../../subgraphs/shared/open-subgraph';

let store: RunningStore | undefined;
let address: DatabaseAddress;
let agencies: Agency[];
beforeAll(async () => {
  if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
  const mongodbUri = store?.uri ?? process.env.MONGODB_URI ?? '';
  address = { mongodbUri, embedded: store !== undefined, databasePrefix: `told_${randomUUID().slice(0, 8)}` };
  agencies = await Promise.all(
    subgraphDefinitions.map(async (definition) => ({ definition, open: await openSubgraph(definition, address) })),
  );
});
afterAll(async () => {
  for (const { open } of agencies) {
    await open.connection.dropDatabase();
    await open.close();
  }
  await store?.stop();
});

describe('stories written into the databases', () => {
  it('bring the signals that all their records give, provinces included', async () => {
    const areas = await loadAreaCatalogue();
    const small = ['11.72', '31.01', '31.75'];
    const stories = tellStories('national', 1, areas).filter((_, at) =>
      small.includes(areas.within(null, 'CITY')[at] ?? ''),
    );
    const written = await writeStories(agencies, 1, stories, () => undefined);
    expect(written['permits.stay_permits']).toBeGreaterThan(8_000);
    for (const { definition, open } of agencies) {
      const rows = async () =>
        open.connection
          .collection('signal_rollups')
          .find({}, { projection: { ticket: 0 } })
          .sort({ _id: 1 })
          .toArray();
      const inserted = await rows();
      await open.rollups.rebuild();
      expect([definition.name, await rows()]).toEqual([definition.name, inserted]);
      if (definition.name !== 'stability')
        expect(inserted.map(({ _id }) => String(_id))).toEqual(expect.arrayContaining(['31', '31.75']));
    }
  }, 120_000);

  it('of which a process died are written anew, even where only an empty database is to be filled', async () => {
    for (const { open } of agencies) await open.demonstration.write('2024-10-31', 1, false);
    const report = await seedDemonstration({ address, seed: 1, onlyIfEmpty: true });
    expect(report.records['permits.permit_holders']).toBe(7_981);
    expect((await seedDemonstration({ address, seed: 1, onlyIfEmpty: true })).records).toEqual({});
  }, 120_000);
});
