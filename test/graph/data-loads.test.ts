import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { databaseAddress } from '../../subgraphs/config';
import { permits } from '../../subgraphs/permits';
import { openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { readSources, syncSource } from '../../subgraphs/sync/main';
import { type RunningGraph, runningGraph } from '../support/running-graph';

let graph: RunningGraph;
const folder = mkdtempSync(join(tmpdir(), 'simpul-loads-'));
beforeAll(async () => {
  graph = await runningGraph();
}, 120_000);
afterAll(async () => {
  await graph.stop();
  rmSync(folder, { recursive: true });
});

const question = `{
  dataLoads { agency sources { source kind stale } loads(first: 20) {
    totalCount nodes { source kind outcome dataAsOf rows { read new rejected rejectedFor { reason rows } } }
  } }
}`;
const signals = `{ area(code: "31.75.03") {
  permitSignals(months: 1) { dataAsOf stale staleSources }
  securitySignals(months: 1) { stale }
  stability { staleAgencies index }
} }`;
const ask = (query: string) => graph.ask(query, {}, { as: 'analyst' });

describe('what was loaded', () => {
  it('is one question over all agencies, each answered by its own', async () => {
    const { data, errors } = await ask(question);
    expect(errors).toBeUndefined();
    const byAgency = new Map<string, any>(data.dataLoads.map((each: any) => [each.agency, each]));
    expect([...byAgency.keys()]).toEqual(['IMMIGRATION', 'UNHCR', 'KESBANGPOL', 'TIMPORA']);
    expect(graph.requests).toEqual({ permits: 1, refugees: 1, security: 1, stability: 1 });
    for (const { loads, sources } of byAgency.values()) {
      expect(loads.totalCount).toBeGreaterThan(0);
      expect(loads.nodes[0]).toMatchObject({ source: 'demonstration', outcome: 'COMPLETED' });
      expect(loads.nodes[0].dataAsOf).toBe('2024-10-31T16:59:59.999Z');
      expect(sources.every(({ stale }: any) => stale === false)).toBe(true);
    }
  });

  it('tells no number of rows that are records of persons, from which one would see who comes or goes', async () => {
    const { data } = await ask(question);
    const rows = data.dataLoads.flatMap(({ loads }: any) => loads.nodes);
    const withheld = rows.filter(({ rows: counts }: any) => counts === null).map(({ kind }: any) => kind);
    expect(withheld.sort()).toEqual(['administrative-actions', 'applications', 'permits', 'refugees']);
    expect(rows.find(({ kind }: any) => kind === 'lodgings').rows.new).toBeGreaterThan(100);
  });

  it('is for those who may read the index', async () => {
    const { errors } = await graph.ask(question, {}, { as: 'auditor', purpose: 'audit' });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });
});

describe('a source that is not loaded in time', () => {
  it('shows in the signals and in the index of every area, until it is loaded', async () => {
    const fresh = await ask(signals);
    expect(fresh.data.area).toMatchObject({
      permitSignals: [{ dataAsOf: '2024-10-31T16:59:59.999Z', stale: false, staleSources: [] }],
      stability: { staleAgencies: [] },
    });
    const address = databaseAddress(graph.env);
    const open = await openSubgraph(permits, address);
    await open.loads.sources.know('lodgings-daily', 'lodgings', 1);
    await open.close();
    const stale = await ask(signals);
    expect(stale.data.area).toMatchObject({
      permitSignals: [{ stale: true, staleSources: ['lodgings-daily'] }],
      securitySignals: [{ stale: false }],
      stability: { staleAgencies: ['IMMIGRATION'], index: fresh.data.area.stability.index },
    });
    writeFileSync(
      join(folder, 'in.csv'),
      'lodging_number,kind,area_code,registered_on\nX-1,HOTEL,31.75.01.1001,2024-01-02\n',
    );
    const place = { folder: { path: '.', files: '*.csv', settleSeconds: 0 }, staleAfter: '1d' };
    const source = { name: 'lodgings-daily', kind: 'lodgings', agency: 'IMMIGRATION', ...place };
    writeFileSync(join(folder, 'sources.json'), JSON.stringify({ sources: [source] }));
    const [read] = readSources({ DATA_SOURCES: join(folder, 'sources.json') }).sources;
    if (read === undefined) throw new Error('no source');
    await syncSource(read, { address, env: {}, folder: join(folder, 'spool') });
    const again = await ask(signals);
    expect(again.data.area).toMatchObject({ permitSignals: [{ stale: false }], stability: { staleAgencies: [] } });
    const { data } = await ask(
      '{ dataLoads { agency loads(source: "lodgings-daily") { nodes { outcome rows { new } } } } }',
    );
    expect(data.dataLoads[0].loads.nodes).toEqual([{ outcome: 'COMPLETED', rows: { new: 1 } }]);
  });
});
