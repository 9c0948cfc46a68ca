import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type RunningStore, startStore } from '../../../store/main';
import { security } from '../../../subgraphs/security';
import type { SecurityModels } from '../../../subgraphs/security/models';
import type { IncidentRow } from '../../../subgraphs/security/models/Incident';
import {
  incidentChanges,
  pollingStationChanges,
  securityMeasures,
  tensionChanges,
} from '../../../subgraphs/security/security-signals';
import { lastDayOf, monthsUpTo } from '../../../subgraphs/shared/calendar';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { type ServedSubgraph, serveSubgraph } from '../../../subgraphs/shared/serve-subgraph';
import type { Change } from '../../../subgraphs/shared/signal-series';
import { tellStory } from './told-story';

let store: RunningStore;
let open: OpenSubgraph<SecurityModels>;
let served: ServedSubgraph;
let told: Record<string, readonly any[]>;
let villages: readonly string[];
let commands: string[] = [];

beforeAll(async () => {
  const story = await tellStory(1);
  villages = story.villages.map(({ code }) => code);
  told = security.demonstration(story);
  store = await startStore({ port: 0, memory: true });
  const mongodbUri = `${store.uri}?monitorCommands=true`;
  open = await openSubgraph(security, { mongodbUri, embedded: true, databasePrefix: 'graph_test' });
  const { Incident, TensionReport, PoliticalEvent, PollingStation, Election } = open.models;
  await Incident.insertMany([...(told.incidents ?? [])]);
  await TensionReport.insertMany([...(told.tension_reports ?? [])]);
  await PoliticalEvent.insertMany([...(told.political_events ?? [])]);
  await PollingStation.insertMany([...(told.polling_stations ?? [])]);
  await Election.insertMany([...(told.elections ?? [])]);
  await open.demonstration.write(story.today, story.seed);
  await open.clock.refresh();
  await open.rollups.rebuild();
  open.connection.getClient().on('commandStarted', ({ commandName }) => commands.push(commandName));
  served = await serveSubgraph(security, open, 0);
});

afterAll(async () => {
  await served.stop();
  await open.close();
  await store.stop();
});

async function ask(query: string, variables: object = {}): Promise<{ data: any; errors?: any[]; commands: string[] }> {
  commands = [];
  const response = await fetch(served.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { ...((await response.json()) as { data: any; errors?: any[] }), commands: [...commands] };
}

const askAreas = (codes: readonly string[], selection: string) =>
  ask(`query ($areas: [_Any!]!) { _entities(representations: $areas) { ... on Area { code ${selection} } } }`, {
    areas: codes.map((code) => ({ __typename: 'Area', code })),
  });

async function askArea(code: string, selection: string): Promise<any> {
  const { data, errors } = await askAreas([code], selection);
  expect(errors).toBeUndefined();
  return data._entities[0];
}

const within = (code: string) => (record: { areaPath: readonly string[] }) => record.areaPath.includes(code);
const newestFirst = (rows: readonly IncidentRow[]) =>
  [...rows].sort((one, other) => (`${one.occurredOn} ${one._id}` < `${other.occurredOn} ${other._id}` ? 1 : -1));

/** The signals of an area at the end of each of the last 14 months, oldest first, from the records alone. */
function counted(code: string): { asOf: string; of: (measure: string) => { x: number; n: number } }[] {
  const changes: Change[] = [
    ...(told.incidents ?? []).filter(within(code)).flatMap(incidentChanges),
    ...(told.tension_reports ?? []).filter(within(code)).flatMap(tensionChanges),
    ...(told.polling_stations ?? []).filter(within(code)).flatMap(pollingStationChanges),
  ];
  return monthsUpTo('2024-10', 14).map((month) => {
    const asOf = lastDayOf(month);
    const reached = changes.filter(({ on }) => on <= asOf);
    const balances = new Map(securityMeasures.map((measure) => [measure as string, { x: 0, n: 0 }]));
    for (const { measure, x, n } of reached) {
      const sum = balances.get(measure) ?? { x: 0, n: 0 };
      balances.set(measure, { x: sum.x + x, n: sum.n + n });
    }
    return { asOf, of: (measure) => balances.get(measure) ?? { x: 0, n: 0 } };
  });
}

const inputs = `securityInputs { months asOf incidentWeight incidents cityIncidentWeight cityIncidents
  shelterIncidentWeight shelterIncidents cityShelterIncidentWeight cityShelterIncidents tensionReports
  cityTensionReports flaggedPollingStations pollingStations cityFlaggedPollingStations cityPollingStations
  incidentsStillOpen agedIncidents cityIncidentsStillOpen cityAgedIncidents }`;
const signals = `securitySignals { month asOf provisional
  incidents { events weight cityEvents cityWeight } incidentsAroundShelters { events weight cityEvents cityWeight }
  tensionReports { events weight cityEvents cityWeight }
  flaggedPollingStations { numerator denominator cityNumerator cityDenominator }
  incidentsStillOpen { numerator denominator cityNumerator cityDenominator } }`;

describe('the signals in the graph', () => {
  it.each(['31.75.03.1001', '31.75.03', '31.75'])('of %s are those counted from the records', async (code) => {
    const { securityInputs } = await askArea(code, inputs);
    const area = counted(code);
    const city = counted('31.75');
    const column = (months: typeof area, measure: string, part: 'x' | 'n') => months.map(({ of }) => of(measure)[part]);
    // The candidates were set on 22 September 2024: of the 14 months, the last two.
    const inTime = (values: number[]) => values.map((value, index) => (index < 12 ? null : value));
    expect(securityInputs).toEqual({
      months: monthsUpTo('2024-10', 14),
      asOf: area.map(({ asOf }) => asOf),
      incidentWeight: column(area, 'incidents', 'x'),
      incidents: column(area, 'incidents', 'n'),
      cityIncidentWeight: column(city, 'incidents', 'x'),
      cityIncidents: column(city, 'incidents', 'n'),
      shelterIncidentWeight: column(area, 'shelterIncidents', 'x'),
      shelterIncidents: column(area, 'shelterIncidents', 'n'),
      cityShelterIncidentWeight: column(city, 'shelterIncidents', 'x'),
      cityShelterIncidents: column(city, 'shelterIncidents', 'n'),
      tensionReports: column(area, 'tension', 'n'),
      cityTensionReports: column(city, 'tension', 'n'),
      flaggedPollingStations: inTime(column(area, 'stations', 'x')),
      pollingStations: inTime(column(area, 'stations', 'n')),
      cityFlaggedPollingStations: inTime(column(city, 'stations', 'x')),
      cityPollingStations: inTime(column(city, 'stations', 'n')),
      incidentsStillOpen: column(area, 'openIncidents', 'x'),
      agedIncidents: column(area, 'openIncidents', 'n'),
      cityIncidentsStillOpen: column(city, 'openIncidents', 'x'),
      cityAgedIncidents: column(city, 'openIncidents', 'n'),
    });
    expect(securityInputs.cityPollingStations.at(-1)).toBe(4_144);
  });

  it('say the same month by month, newest first', async () => {
    const { securityInputs, securitySignals } = await askArea('31.75.03', `${inputs} ${signals}`);
    expect(securitySignals).toHaveLength(14);
    securitySignals.forEach((month: any, index: number) => {
      const at = (column: string) => securityInputs[column][13 - index];
      expect(month).toEqual({
        month: at('months'),
        asOf: at('asOf'),
        provisional: index === 0,
        incidents: {
          events: at('incidents'),
          weight: at('incidentWeight'),
          cityEvents: at('cityIncidents'),
          cityWeight: at('cityIncidentWeight'),
        },
        incidentsAroundShelters: {
          events: at('shelterIncidents'),
          weight: at('shelterIncidentWeight'),
          cityEvents: at('cityShelterIncidents'),
          cityWeight: at('cityShelterIncidentWeight'),
        },
        tensionReports: {
          events: at('tensionReports'),
          weight: at('tensionReports'),
          cityEvents: at('cityTensionReports'),
          cityWeight: at('cityTensionReports'),
        },
        flaggedPollingStations:
          index > 1
            ? null
            : {
                numerator: at('flaggedPollingStations'),
                denominator: at('pollingStations'),
                cityNumerator: at('cityFlaggedPollingStations'),
                cityDenominator: at('cityPollingStations'),
              },
        incidentsStillOpen: {
          numerator: at('incidentsStillOpen'),
          denominator: at('agedIncidents'),
          cityNumerator: at('cityIncidentsStillOpen'),
          cityDenominator: at('cityAgedIncidents'),
        },
      });
    });
  });

  it('are zero where nothing is on record', async () => {
    const { securitySignals } = await askArea(
      '11.01',
      'securitySignals(months: 1) { incidents { events cityEvents } }',
    );
    expect(securitySignals).toEqual([{ incidents: { events: 0, cityEvents: 0 } }]);
  });

  it('reach back 14 months and no further', async () => {
    const { errors } = await askAreas(['31.75'], 'securitySignals(months: 15) { month }');
    expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('the commands for many areas', () => {
  const questions: [string, string, string[]][] = [
    ['signals', signals, ['find', 'find', 'find']],
    ['inputs', inputs, ['find', 'find', 'find']],
    ['incidents', 'incidents(first: 3) { nodes { id area { code } } totalCount }', ['aggregate', 'aggregate']],
    [
      'filtered incidents',
      'incidents(first: 3, filter: { severityFrom: S2 }) { nodes { id } totalCount }',
      ['aggregate', 'aggregate'],
    ],
    ['tension reports', 'tensionReports(first: 3) { nodes { id } totalCount }', ['aggregate', 'aggregate']],
    ['political events', 'politicalEvents(first: 3) { nodes { id } totalCount }', ['aggregate', 'aggregate']],
    ['polling stations', 'pollingStations(first: 3) { nodes { id } totalCount }', ['aggregate', 'aggregate']],
  ];

  it.each(questions)('are as few for 65 areas as for ten: %s', async (_, selection, expected) => {
    const ten = await askAreas(villages.slice(0, 10), selection);
    const all = await askAreas(villages, selection);
    expect([ten.errors, all.errors]).toEqual([undefined, undefined]);
    expect(all.data._entities).toHaveLength(65);
    expect(ten.commands).toEqual(expected);
    expect(all.commands).toEqual(expected);
  });

  it.each(['incidents', 'tension_reports', 'political_events', 'polling_stations'])(
    'are one for any number of references: %s',
    async (collection) => {
      const types: Record<string, string> = {
        incidents: 'Incident',
        tension_reports: 'TensionReport',
        political_events: 'PoliticalEvent',
        polling_stations: 'PollingStation',
      };
      const typename = types[collection] ?? '';
      const ids = (told[collection] ?? []).slice(0, 120).map(({ _id }) => _id as string);
      const { data, commands: made } = await ask(
        `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${typename} { id area { code } } } }`,
        { keys: [...ids, 'none'].map((id) => ({ __typename: typename, id })) },
      );
      expect(data._entities.slice(0, -1).map(({ id }: { id: string }) => id)).toEqual(ids);
      expect(data._entities.at(-1)).toBeNull();
      expect(made).toEqual(['find']);
    },
  );
});

describe('the lists of an area', () => {
  it('give its incidents newest first, page after page, each once', async () => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { incidents }: any = await askArea(
        '31.75.03',
        `incidents(first: 20${after === null ? '' : `, after: "${after}"`}) {
           nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } }`,
      );
      expect(incidents.pageInfo.hasPreviousPage).toBe(after !== null);
      all.push(...incidents.nodes.map(({ id }: { id: string }) => id));
      after = incidents.pageInfo.hasNextPage ? incidents.pageInfo.endCursor : null;
      expect(incidents.totalCount).toBe((told.incidents ?? []).filter(within('31.75.03')).length);
    } while (after !== null);
    expect(all).toEqual(newestFirst((told.incidents ?? []).filter(within('31.75.03'))).map(({ _id }) => _id));
  });

  const filters: [string, (incident: IncidentRow) => boolean][] = [
    ['{ eventTypes: [PROTESTS] }', ({ eventType }) => eventType === 'PROTESTS'],
    ['{ severityFrom: S3 }', ({ severity }) => severity >= 'S3'],
    ['{ status: OPEN }', ({ closedOn }) => closedOn === null],
    ['{ status: CLOSED, severityFrom: S1 }', ({ closedOn, severity }) => closedOn !== null && severity !== 'S0'],
    ['{ shelterRelated: true }', ({ shelterRelation }) => shelterRelation !== 'NONE'],
    [
      '{ shelterRelated: false, from: "2024-10" }',
      (incident) => incident.shelterRelation === 'NONE' && incident.occurredOn >= '2024-10-01',
    ],
    ['{ from: "2024-02", to: "2024-03" }', ({ occurredOn }) => occurredOn >= '2024-02-01' && occurredOn < '2024-04-01'],
  ];

  it.each(filters)('give the incidents that fit %s, and how many', async (filter, fits) => {
    for (const code of ['31.75', '31.75.03']) {
      const expected = newestFirst((told.incidents ?? []).filter(within(code)).filter(fits));
      const first = await askArea(
        code,
        `incidents(filter: ${filter}, first: 5) { nodes { id } totalCount pageInfo { endCursor } }`,
      );
      expect(first.incidents.nodes).toEqual(expected.slice(0, 5).map(({ _id }) => ({ id: _id })));
      expect(first.incidents.totalCount).toBe(expected.length);
      const cursor = first.incidents.pageInfo.endCursor;
      if (cursor === null) continue;
      const second = await askArea(code, `incidents(filter: ${filter}, first: 5, after: "${cursor}") { nodes { id } }`);
      expect(second.incidents.nodes).toEqual(expected.slice(5, 10).map(({ _id }) => ({ id: _id })));
    }
  });

  it.each([
    ['incidents(filter: { from: "2024-10", to: "2024-09" }) { totalCount }', 'BAD_USER_INPUT', 'filter: from 2024-10'],
    ['incidents(filter: { from: "2024-13" }) { totalCount }', 'GRAPHQL_VALIDATION_FAILED', 'Month "2024-13"'],
    ['incidents(first: 0) { totalCount }', 'BAD_USER_INPUT', 'first: 0 must be from 1 to 100'],
    ['pollingStations(after: "x") { totalCount }', 'BAD_USER_INPUT', 'after: is not a cursor'],
  ])('refuse %s', async (selection, code, message) => {
    const { errors } = await askAreas(['31.75'], selection);
    expect(errors?.[0].extensions.code).toBe(code);
    expect(errors?.[0].message).toContain(message);
  });

  it('give polling stations by number, with what they are flagged for', async () => {
    const { pollingStations } = await askArea(
      '31.75.03.1001',
      'pollingStations(first: 100) { nodes { id number registeredVoters flags area { code } } totalCount }',
    );
    const expected = (told.polling_stations ?? []).filter(within('31.75.03.1001'));
    expect(pollingStations.totalCount).toBe(expected.length);
    expect(pollingStations.nodes).toEqual(
      expected.map(({ _id, number, registeredVoters, flags, areaCode }) => {
        return { id: _id, number, registeredVoters, flags, area: { code: areaCode } };
      }),
    );
  });

  it('give reports of tension and political events newest first', async () => {
    const area = await askArea(
      '31.75.07',
      'tensionReports(first: 4) { nodes { reportedOn } } politicalEvents(first: 4) { nodes { heldOn kind } }',
    );
    const days = (collection: string, field: string) =>
      (told[collection] ?? [])
        .filter(within('31.75.07'))
        .map((record) => record[field] as string)
        .sort()
        .reverse()
        .slice(0, 4);
    expect(area.tensionReports.nodes.map((report: any) => report.reportedOn)).toEqual(
      days('tension_reports', 'reportedOn'),
    );
    expect(area.politicalEvents.nodes.map((event: any) => event.heldOn)).toEqual(days('political_events', 'heldOn'));
  });
});

describe('the questions at the root', () => {
  it('give one incident by its number', async () => {
    const row = (told.incidents ?? []).find(({ closedOn, severity }) => closedOn === null && severity !== 'S0');
    const { data } = await ask(
      `query ($id: ID!) { incident(id: $id) { id eventType subEventType severity status occurredOn reportedOn closedOn
         area { code } shelterRelation } none: incident(id: "none") { id } }`,
      { id: row._id },
    );
    const { _id, areaCode, areaPath: _, ...rest } = row;
    expect(data).toEqual({ incident: { id: _id, area: { code: areaCode }, status: 'OPEN', ...rest }, none: null });
  });

  it('give one polling station by its number', async () => {
    const { data } = await ask('{ pollingStation(id: "31.75.06.1003-001") { number area { code } } }');
    expect(data.pollingStation).toEqual({ number: 1, area: { code: '31.75.06.1003' } });
  });

  it('give the elections with their phases', async () => {
    const { data, commands: made } = await ask('{ elections { id name votingDay phases { kind from to } } }');
    expect(data.elections).toHaveLength(1);
    expect(data.elections[0]).toMatchObject({ id: 'pilkada-dki-2024', votingDay: '2024-11-27' });
    expect(data.elections[0].phases).toHaveLength(7);
    expect(data.elections[0].phases[0]).toEqual({ kind: 'VOTER_LIST', from: '2024-05-31', to: '2024-09-23' });
    expect(made).toEqual(['find']);
  });
});
