import { permits } from '../../../subgraphs/permits';
import type { PermitModels } from '../../../subgraphs/permits/models';
import type { DatabaseAddress } from '../../../subgraphs/shared/connect-mongo';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { balancesOn } from '../../../subgraphs/shared/signal-series';
import { testDatabases } from '../../support/test-databases';

export type OpenPermits = OpenSubgraph<PermitModels>;

/** A database server for the tests of one file, and permits on it. */
export function databaseServer() {
  const { newAddress, dropAtEnd } = testDatabases('import_test');
  /** The permits of an address, opened; of a new and empty database unless one is given. */
  const openPermits = async (address: DatabaseAddress = newAddress(), readOnly = false): Promise<OpenPermits> => {
    const open = await openSubgraph(permits, address, { readOnly });
    dropAtEnd(open.connection);
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
