import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll } from '@jest/globals';

import { type RunningStore, startStore } from '../../../store/main';
import { permits } from '../../../subgraphs/permits';
import type { PermitModels } from '../../../subgraphs/permits/models';
import type { DatabaseAddress } from '../../../subgraphs/shared/connect-mongo';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { balancesOn } from '../../../subgraphs/shared/signal-series';

export type OpenPermits = OpenSubgraph<PermitModels>;

/** A database server for the tests of one file: MONGODB_URI where it is set, else a store in memory. */
export function databaseServer() {
  let store: RunningStore | undefined;
  const opened: OpenPermits[] = [];
  beforeAll(async () => {
    if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
  });
  afterAll(async () => {
    for (const { connection } of opened) {
      await connection.dropDatabase();
      await connection.close();
    }
    await store?.stop();
  });
  const newAddress = (): DatabaseAddress => ({
    mongodbUri: store?.uri ?? process.env.MONGODB_URI ?? '',
    embedded: store !== undefined,
    databasePrefix: `import_test_${randomUUID().slice(0, 8)}`,
  });
  /** The permits of an address, opened; of a new and empty database unless one is given. */
  const openPermits = async (address: DatabaseAddress = newAddress(), readOnly = false): Promise<OpenPermits> => {
    const open = await openSubgraph(permits, address, { readOnly });
    opened.push(open);
    // Marked as a demonstration, a database has the same today for ever.
    if (!readOnly) await open.demonstration.write('2024-10-31', 1);
    await open.clock.refresh();
    return open;
  };
  return { newAddress, openPermits };
}

/** Everything that records say, by collection. */
export async function recordsIn({ connection }: OpenPermits): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const collection of permits.recordCollections) {
    all[collection] = await connection.collection(collection).find({}).sort({ _id: 1 }).toArray();
  }
  return all;
}

/** All signals at the end of some months and today, by area; areas without any are left out. */
export async function signalsIn({ rollups, connection, today }: OpenPermits): Promise<Record<string, unknown>> {
  const codes = (await connection.collection('signal_rollups').distinct('_id')) as unknown as string[];
  const series = await rollups.seriesOf(codes);
  const days = ['2022-12-31', '2024-06-30', '2024-09-30', today(), '2025-06-30'];
  const told = codes.sort().map((code) => {
    const own = series.get(code);
    return [code, own === undefined ? [] : days.flatMap((day) => [...balancesOn(own, permits.signals.measures, day)])];
  });
  return Object.fromEntries(told.filter(([, signals]) => /[1-9]/.test(JSON.stringify(signals)))) as Record<
    string,
    unknown
  >;
}

/** What signals would be were all of them computed anew. It changes the roll-ups, so it comes last. */
export async function rebuiltSignalsIn(open: OpenPermits): Promise<Record<string, unknown>> {
  await open.connection.collection('signal_rollups').deleteMany({});
  await open.rollups.rebuild();
  return signalsIn(open);
}
