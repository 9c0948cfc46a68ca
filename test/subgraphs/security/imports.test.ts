import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { districtElectionFigures, eastJakartaElection } from '../../../subgraphs/security/election-figures';
import { securityImports } from '../../../subgraphs/security/imports';
import type { IncidentRow } from '../../../subgraphs/security/models/Incident';
import type { PollingStationRow } from '../../../subgraphs/security/models/PollingStation';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import type { ParsedRow, RawRow } from '../../../subgraphs/shared/import-definition';

const read = (name: string): string => readFileSync(join(__dirname, '../../../examples/import', name), 'utf8');
const rowsOf = (name: string): RawRow[] => parse(read(name), { columns: true });

async function parseRows(kind: string, rows: readonly RawRow[], today = '2024-10-31'): Promise<ParsedRow[]> {
  const definition = securityImports.find((candidate) => candidate.kind === kind);
  if (definition === undefined) throw new Error(`no import of ${kind}`);
  const help = { areas: await loadAreaCatalogue(), today };
  return rows.map((row) => definition.parse(row, help));
}

const faultsOf = (parsed: ParsedRow): string[] =>
  parsed.ok ? [] : parsed.faults.map(({ column, reason }) => `${column}: ${reason}`);
const documentsOf = <Row>(parsed: readonly ParsedRow[]): Row[] =>
  parsed.flatMap((row) => (row.ok ? row.documents.map(({ document }) => document as unknown as Row) : []));

const goodIncident: RawRow = {
  incident_number: 'SB-1',
  event_type: 'RIOTS',
  sub_event_type: 'MOB_VIOLENCE',
  severity: 'S2',
  occurred_on: '2024-10-01',
  reported_on: '2024-10-02',
  closed_on: '2024-10-09',
  area_code: '31.75.03.1008',
  shelter_relation: 'NONE',
};

describe('the import of incidents', () => {
  it('takes every row of the good sample', async () => {
    const parsed = await parseRows('incidents', rowsOf('incidents-good.csv'));
    expect(parsed.flatMap(faultsOf)).toEqual([]);
    expect(parsed).toHaveLength(12);
  });

  it('reads the same from lines of JSON', async () => {
    const lines = read('incidents-good.ndjson').trim().split('\n');
    const fromJson = await parseRows(
      'incidents',
      lines.map((line) => JSON.parse(line) as RawRow),
    );
    expect(fromJson).toEqual(await parseRows('incidents', rowsOf('incidents-good.csv')));
  });

  it('finds one fault in each row of the bad sample', async () => {
    const parsed = await parseRows('incidents', rowsOf('incidents-bad.csv'));
    const columns = parsed.map((row) => (row.ok ? [] : row.faults.map(({ column }) => column)));
    expect(columns).toEqual(
      [
        'event_type',
        'sub_event_type',
        'sub_event_type',
        'severity',
        'severity',
        'occurred_on',
        'occurred_on',
        'occurred_on',
        'reported_on',
        'reported_on',
        'closed_on',
        'closed_on',
        'area_code',
        'area_code',
        'shelter_relation',
        'incident_number',
        'incident_number',
      ].map((column) => [column]),
    );
  });

  it('makes one record a row, with all areas it lies in', async () => {
    const [parsed] = await parseRows('incidents', [goodIncident]);
    expect(parsed).toEqual({
      ok: true,
      areaCode: '31.75.03.1008',
      documents: [
        {
          collection: 'incidents',
          document: {
            _id: 'SB-1',
            areaCode: '31.75.03.1008',
            areaPath: ['31', '31.75', '31.75.03', '31.75.03.1008'],
            eventType: 'RIOTS',
            subEventType: 'MOB_VIOLENCE',
            severity: 'S2',
            occurredOn: '2024-10-01',
            reportedOn: '2024-10-02',
            closedOn: '2024-10-09',
            shelterRelation: 'NONE',
          } satisfies IncidentRow,
        },
      ],
    });
  });

  it.each([
    [{ sub_event_type: 'ATTACK' }, 'sub_event_type: must be a sub-type of RIOTS: VIOLENT_DEMONSTRATION, MOB_VIOLENCE'],
    [
      { occurred_on: '2024-11-01', reported_on: '2024-10-31', closed_on: '' },
      'occurred_on: must not be later than 2024-10-31',
    ],
    [{ reported_on: '2024-11-01', closed_on: '' }, 'reported_on: must not be later than 2024-10-31'],
    [{ reported_on: '2024-09-30' }, 'reported_on: must not be before occurred_on'],
    [{ closed_on: '2024-10-01' }, 'closed_on: must not be before reported_on'],
    [{ closed_on: '2024-11-01' }, 'closed_on: must not be later than 2024-10-31'],
    [
      { event_type: 'PROTESTS', sub_event_type: 'PEACEFUL_PROTEST' },
      'severity: must be S0 for a peaceful protest, which is lawful and weighs nothing',
    ],
  ])('refuses %j', async (change, fault) => {
    const [parsed] = await parseRows('incidents', [{ ...goodIncident, ...change }]);
    expect(parsed && faultsOf(parsed)).toEqual([fault]);
  });

  it('tells all faults of a row together', async () => {
    const [parsed] = await parseRows('incidents', [
      { ...goodIncident, severity: 'high', closed_on: '2024-09-01', area_code: '3175' },
    ]);
    expect(parsed && faultsOf(parsed).map((fault) => fault.split(':')[0])).toEqual([
      'area_code',
      'severity',
      'closed_on',
    ]);
  });
});

describe('the import of polling stations', () => {
  it('takes a station by its number in the village', async () => {
    const parsed = await parseRows('polling-stations', rowsOf('polling-stations-good.csv'));
    expect(parsed.flatMap(faultsOf)).toEqual([]);
    expect(documentsOf<PollingStationRow>(parsed)[1]).toEqual({
      _id: '31.75.03.1001-002',
      areaCode: '31.75.03.1001',
      areaPath: ['31', '31.75', '31.75.03', '31.75.03.1001'],
      number: 2,
      registeredVoters: 583,
      flags: ['SECURITY', 'NETWORK'],
      flaggedOn: '2024-10-04',
    });
  });

  it('takes a station by its full number', async () => {
    const row = { station_number: '31.75.03.1001-017', area_code: '31.75.03.1001', registered_voters: '580' };
    const [station] = documentsOf<PollingStationRow>(await parseRows('polling-stations', [row]));
    expect(station).toMatchObject({ _id: '31.75.03.1001-017', number: 17, flags: [], flaggedOn: null });
  });

  it('makes all stations of a district from one row, with the voters of the city in all', async () => {
    const parsed = await parseRows('polling-stations', rowsOf('polling-stations-districts.csv'));
    expect(parsed.flatMap(faultsOf)).toEqual([]);
    const stations = documentsOf<PollingStationRow>(parsed);
    expect(stations).toHaveLength(eastJakartaElection.pollingStations);
    expect(new Set(stations.map(({ _id }) => _id)).size).toBe(stations.length);
    expect(stations.reduce((sum, { registeredVoters }) => sum + registeredVoters, 0)).toBe(
      eastJakartaElection.registeredVoters,
    );
    for (const [code, figures] of Object.entries(districtElectionFigures)) {
      const own = stations.filter(({ areaCode }) => areaCode === code);
      expect(own).toHaveLength(figures.pollingStations);
      expect(own.reduce((sum, { registeredVoters }) => sum + registeredVoters, 0)).toBe(figures.registeredVoters);
      expect(Math.max(...own.map(({ registeredVoters }) => registeredVoters))).toBeLessThanOrEqual(600);
    }
  });

  it.each([
    [{ number: '' }, ['number']],
    [{ polling_stations: '20' }, ['polling_stations']],
    [{ number: '', station_number: '31.75.03.1002-001' }, ['station_number']],
    [{ number: '0' }, ['number']],
    [{ number: '1000' }, ['number']],
    [{ area_code: '31.75.03' }, ['area_code']],
    [{ area_code: '31.75.03.1099' }, ['area_code']],
    [{ registered_voters: '-3' }, ['registered_voters']],
    [{ flags: 'SECURITY' }, ['flagged_on']],
    [{ flags: 'HAUNTED', flagged_on: '2024-10-01' }, ['flags']],
    [{ flagged_on: '2024-10-01' }, ['flags']],
    [{ flags: 'SARA', flagged_on: '2024-11-01' }, ['flagged_on']],
    [{ number: '', polling_stations: '0' }, ['polling_stations']],
    [{ number: '', polling_stations: '20', flags: 'SARA' }, ['flags']],
  ])('refuses %j', async (change, columns) => {
    const good = { number: '1', area_code: '31.75.03.1001', registered_voters: '580' };
    const [parsed] = await parseRows('polling-stations', [{ ...good, ...change }]);
    expect(parsed?.ok === false && parsed.faults.map(({ column }) => column)).toEqual(columns);
  });
});

describe('the samples', () => {
  it.each(['incidents-good.csv', 'incidents-bad.csv', 'polling-stations-good.csv', 'polling-stations-districts.csv'])(
    '%s have only columns that the import knows, and all it needs',
    (name) => {
      const definition = securityImports.find(({ kind }) => name.startsWith(kind));
      const columns = Object.keys(rowsOf(name)[0] ?? {});
      expect(columns).toEqual(expect.arrayContaining([...(definition?.requiredColumns ?? ['?'])]));
      const known = [...(definition?.requiredColumns ?? []), ...(definition?.optionalColumns ?? [])];
      expect(known).toEqual(expect.arrayContaining(columns));
    },
  );
});
