import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root';
import { type RunningStore, startStore } from '../../../store/main';
import { importFile } from '../../../subgraphs/import/import-file';
import { security } from '../../../subgraphs/security';
import { securityImports } from '../../../subgraphs/security/imports';
import type { SecurityModels } from '../../../subgraphs/security/models';
import { securityMeasures } from '../../../subgraphs/security/security-signals';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { balancesOn } from '../../../subgraphs/shared/signal-series';

let store: RunningStore;
let open: OpenSubgraph<SecurityModels>;

beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
  open = await openSubgraph(security, { mongodbUri: store.uri, embedded: true, databasePrefix: 'import_test' });
  await open.demonstration.write('2024-10-31', 1);
  await open.clock.refresh();
});

afterAll(async () => {
  await open.close();
  await store.stop();
});

async function bring(name: string) {
  const definition = securityImports.find(({ kind }) => name.startsWith(kind));
  if (definition === undefined) throw new Error(`no import of ${name}`);
  const file = join(projectRoot, 'examples/import', name);
  const {
    firstRejected: _,
    rejectedFor: __,
    bytes: ___,
    notes: ____,
    ...report
  } = await importFile({ definition, open, file, rejectFile: null });
  return report;
}

async function signalOf(code: string, measure: string): Promise<unknown> {
  const series = (await open.rollups.seriesOf([code])).get(code);
  return series && balancesOn(series, securityMeasures, '2024-10-31').get(measure);
}

const nothing = { new: 0, changed: 0, unchanged: 0, removed: 0, rejected: 0, rejectFile: null };

describe('importing the samples', () => {
  it('brings incidents once, from either form of the file', async () => {
    expect(await bring('incidents-good.csv')).toEqual({ ...nothing, rowsRead: 12, new: 12 });
    expect(await bring('incidents-good.ndjson')).toEqual({ ...nothing, rowsRead: 12, unchanged: 12 });
  });

  it('counts the incidents in the signals of the areas they lie in', async () => {
    // On the last of 90 days stands that of 3 August: S4 8, S3 4, four of S2 8, four of S1 4; two of S0 count nowhere.
    expect(await signalOf('31.75', 'incidents')).toEqual({ x: 24, n: 10 });
    expect(await signalOf('31.75.03', 'shelterIncidents')).toEqual({ x: 11, n: 3 });
    expect(await signalOf('31.75.02', 'incidents')).toEqual({ x: 0, n: 0 });
  });

  it('sets every row of the bad file apart', async () => {
    expect(await bring('incidents-bad.csv')).toEqual({ ...nothing, rowsRead: 17, rejected: 17 });
    expect(await open.models.Incident.countDocuments()).toBe(12);
  });

  it('makes the stations of ten districts, and the same ones when run again', async () => {
    expect(await bring('polling-stations-districts.csv')).toEqual({ ...nothing, rowsRead: 10, new: 10 });
    expect(await bring('polling-stations-districts.csv')).toEqual({ ...nothing, rowsRead: 10, unchanged: 10 });
    expect(await signalOf('31.75', 'stations')).toEqual({ x: 0, n: 4_144 });
    expect(await signalOf('31.75.06', 'stations')).toEqual({ x: 0, n: 731 });
  });

  it('brings single stations with their flags', async () => {
    expect(await bring('polling-stations-good.csv')).toEqual({ ...nothing, rowsRead: 5, new: 5 });
    expect(await signalOf('31.75.03.1001', 'stations')).toEqual({ x: 2, n: 3 });
    expect(await signalOf('31.75.06.1003', 'stations')).toEqual({ x: 0, n: 2 });
  });
});
