import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type RunningStore, startStore } from '../../store/main';
import { permits } from '../../subgraphs/permits';
import { seedDemonstration } from '../../subgraphs/seed';
import { openSubgraph } from '../../subgraphs/shared/open-subgraph';

let store: RunningStore;
beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
});
afterAll(() => store.stop());

const emptyDatabases = () => ({
  mongodbUri: store.uri,
  embedded: true,
  databasePrefix: `seed_${randomUUID().slice(0, 8)}`,
});

describe('the demonstration in the databases', () => {
  it('is written into empty ones, left alone when asked to, and written anew only when told to', async () => {
    const address = emptyDatabases();
    const first = await seedDemonstration({ address, seed: 1 });
    expect(first.records['permits.permit_holders']).toBe(7_981);
    expect((await seedDemonstration({ address, seed: 1, onlyIfEmpty: true })).records).toEqual({});
    await expect(seedDemonstration({ address, seed: 2 })).rejects.toThrow('--replace writes it anew');
    expect((await seedDemonstration({ address, seed: 2, replace: true })).seed).toBe(2);
  }, 60_000);

  it('never takes the place of records that are not a demonstration', async () => {
    const address = emptyDatabases();
    const open = await openSubgraph(permits, address);
    await open.models.Sponsor.create({ _id: 'PJM-1', name: 'A sponsor', kind: 'FAMILY' });
    await expect(seedDemonstration({ address, seed: 1, replace: true })).rejects.toThrow(
      "holds records that are not the demonstration's; they are not replaced",
    );
    expect(await open.models.Sponsor.countDocuments({})).toBe(1);
    await open.close();
  }, 60_000);
});
