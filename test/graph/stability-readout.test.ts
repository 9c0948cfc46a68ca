import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { nobody } from '../../common/identity';
import { readSettings } from '../../common/settings';
import { subgraphKeySettings } from '../../common/subgraph-keys';
import { subgraphNames } from '../../common/subgraph-names';
import { gatewaySettings } from '../../gateway/config';
import { perDimension } from '../../subgraphs/stability/method/aggregate';
import { assessArea } from '../../subgraphs/stability/method/assess-area';
import type { Cells } from '../../subgraphs/stability/method/cells';
import { askSubgraph } from '../support/ask-subgraph';
import { type RunningGraph, runningGraph } from '../support/running-graph';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await runningGraph();
}, 60_000);
afterAll(() => graph.stop());

const ask = (query: string) => graph.ask(query, {}, { as: 'analyst' });

const change = 'against since from to delta drivers { kind dimension indicator value }';
const readout = `month asOf provisional methodVersion staleAgencies inputDigest status rounded index standardError
  interval { low high } level levelProbability levelProbabilities { level probability }
  reliability { grade lackOfReliability missing stale pooled }
  dimensions { id value contribution }
  indicators { id dimension agency status norm weight contribution numerator denominator value unit ageMonths }
  contributions { dimension indicator value }
  change { ${change} } againstCity: change(against: CITY) { ${change} } trend { direction since change threshold }`;

const personShare = 'basis numerator { value } denominator { value } cityNumerator { value } cityDenominator { value }';
const share = 'numerator denominator cityNumerator cityDenominator';
const rate = 'events weight cityEvents cityWeight';
const signals = `population
  permitSignals(months: 1) { applicationsPastStandard { ${personShare} } lodgingsNotReporting { ${share} } }
  securitySignals(months: 1) { incidents { ${rate} } incidentsAroundShelters { ${rate} } tensionReports { ${rate} }
    flaggedPollingStations { ${share} } incidentsStillOpen { ${share} } }
  jointActivities(first: 100) { nodes { kind heldOn } }`;

const villages = (fields: string) =>
  `{ city: area(code: "31.75") { population } areas(within: "31.75", level: VILLAGE, first: 65) { nodes { code ${fields} } } }`;

const sumOf = (parts: readonly { value: number }[]): number => parts.reduce((sum, { value }) => sum + value, 0);

describe('the readout of an assessment', () => {
  it('tells of all 65 villages in one request all that the index is, asking each agency once', async () => {
    const { data, errors } = await ask(villages(`name stability { ${readout} }`));
    expect(errors).toBeUndefined();
    expect(data.areas.nodes).toHaveLength(65);
    // Of stability the areas first, and their assessments once the other agencies have answered.
    expect(graph.requests).toEqual({ permits: 1, refugees: 1, security: 1, stability: 2 });
    for (const { stability } of data.areas.nodes) {
      const { index, interval, contributions, change: sinceLastMonth, againstCity, trend } = stability;
      expect(interval.low).toBeLessThanOrEqual(index);
      expect(interval.high).toBeGreaterThanOrEqual(index);
      expect(Math.abs(sumOf(contributions) - index)).toBeLessThan(1e-9);
      for (const told of [sinceLastMonth, againstCity]) {
        expect(Math.abs(sumOf(told.drivers) - told.delta)).toBeLessThan(1e-9);
        expect(told.to).toBe(index);
      }
      expect(trend.since).toBe('2024-07');
    }
  });

  it('agrees for all of them with the method computed from the signals that the agencies send', async () => {
    const { data, errors } = await ask(villages(`${signals} stability { ${readout} }`));
    expect(errors).toBeUndefined();
    const persons = await personsOfCity();
    for (const { population, stability, ...told } of data.areas.nodes) {
      const { area, city } = cellsIn(told, stability.asOf, persons);
      const assessment = assessArea(
        { period: stability.month, population, cells: area },
        { population: data.city.population, cells: city },
      );
      const { H, V, C } = perDimension((id) => assessment.dimensions[id] ?? NaN);
      const [ofH, ofV, ofC] = stability.dimensions.map(({ value }: { value: number }) => value);
      expect(ofH).toBeCloseTo(H, 9);
      expect(ofC).toBeCloseTo(C, 9);
      // In the city few persons stand behind a share, and it stands in for every village's.
      expect(stability.rounded).toBe(true);
      expect(ofV).toBe(toTenth(V));
      expect(stability.index).toBe(toTenth(Math.cbrt(H * toTenth(V) * C)));
      expect(stability.standardError).toBeGreaterThanOrEqual((assessment.se ?? NaN) - 0.05);
      for (const { id, norm, dimension } of stability.indicators)
        if (dimension === 'V') expect(norm).toBeNull();
        else expect(norm).toBeCloseTo(assessment.indicators[id as 'H1'].norm ?? NaN, 9);
      expect(stability.reliability).toMatchObject({
        grade: assessment.reliabilityGrade,
        lackOfReliability: assessment.lackOfReliability,
      });
    }
  });

  it('costs as many database commands for 65 villages as for one', async () => {
    const commandsFor = async (first: number): Promise<string[][]> => {
      const { errors } = await ask(villages(`stability { ${readout} }`).replace('first: 65', `first: ${first}`));
      expect(errors).toBeUndefined();
      return subgraphNames.map((name) => graph.commands[name].toSorted());
    };
    expect(await commandsFor(65)).toEqual(await commandsFor(1));
  });

  it('of all villages is estimated to cost far less than an operation may', async () => {
    const response = await fetch(graph.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await graph.bearer('analyst')) },
      body: JSON.stringify({ query: villages(`name stability { ${readout} }`) }),
    });
    const estimated = Number(response.headers.get('x-cost-estimated'));
    expect(estimated).toBeGreaterThan(65);
    expect(estimated).toBeLessThan(Number(gatewaySettings.maxCost.fallback) / 4);
  });

  it('tells what a renewal of permits would do, and refuses what would tell of few persons', async () => {
    const suppose = (changes: string) =>
      ask(`{ area(code: "31.75.06") { stability { index } stabilityIf(changes: [${changes}]) {
        before { index inputDigest } after { index level inputDigest } change { delta drivers { kind indicator value } } } } }`);
    const { data, errors } = await suppose('{ indicator: C1, numerator: 10, denominator: 240 }');
    expect(errors).toBeUndefined();
    const { before, after, change: drivers } = data.area.stabilityIf;
    expect(before.index).toBe(data.area.stability.index);
    expect(after.index).toBeLessThan(before.index);
    expect(after.inputDigest).not.toBe(before.inputDigest);
    expect(drivers.drivers[0]).toMatchObject({ indicator: 'C1' });
    const refused = await suppose('{ indicator: V2, numerator: 1, denominator: 10 }');
    expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(refused.errors?.[0]?.message).toMatch(/^changes: V2 cannot be supposed/);
    expect(refused.data.area.stability.index).toBe(before.index);
  });
});

const toTenth = (value: number): number => Math.round(value * 10) / 10;

/** The city's counts of persons as they come to the index: some are told to nobody. */
async function personsOfCity(): Promise<Cells> {
  const names = ['DocumentsLapsed', 'Persons', 'NeedsUnassisted', 'PersonsWithNeeds'];
  names.push('ChildrenOutOfSchool', 'Children', 'PrecariousShelter', 'ShelteredPersons');
  const query = `query ($areas: [_Any!]!) { _entities(representations: $areas) { ... on Area {
    protectionInputs { ${names.map((name) => `city${name}`).join(' ')} } } } }`;
  const variables = { areas: [{ __typename: 'Area', code: '31.75' }] };
  const { subgraphKeys } = readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: graph.env.SUBGRAPH_KEYS });
  const { data } = await askSubgraph(
    graph.subgraphUrls.refugees,
    'refugees',
    { query, variables },
    nobody,
    subgraphKeys,
  );
  const [x1, n1, x2, n2, x3, n3, x4, n4] = names.map(
    (name) => data._entities[0].protectionInputs[`city${name}`].at(-1) as number,
  );
  const share = (x = NaN, n = NaN) => ({ x, n });
  return { V1: share(x1, n1), V2: share(x2, n2), V3: share(x3, n3), V4: share(x4, n4) };
}

const pooled = { x: null, n: null, pooled: true } as const;
const pooledPersons: Cells = { V1: pooled, V2: pooled, V3: pooled, V4: pooled };

/** What the agencies tell of a village and its city, as the method reads it. */
function cellsIn(told: any, asOf: string, personsOfCity: Cells): { area: Cells; city: Cells } {
  const [permits, security] = [told.permitSignals[0], told.securitySignals[0]];
  const ownEvents = ({ events, weight }: any) => ({ n: events, w: weight });
  const cityEvents = ({ cityEvents: n, cityWeight: w }: any) => ({ n, w });
  const own = (row: any) => row && { x: row.numerator, n: row.denominator };
  const ofCity = (row: any) => row && { x: row.cityNumerator, n: row.cityDenominator };
  const cityPersons = (row: any) => ({ x: row.cityNumerator.value, n: row.cityDenominator.value });
  const heldOn = told.jointActivities.nodes.find(
    (row: any) => row.kind !== 'COORDINATION_MEETING' && row.heldOn <= asOf,
  )?.heldOn;
  const days = heldOn === undefined ? 180 : Math.min(180, (Date.parse(asOf) - Date.parse(heldOn)) / 86_400_000);
  const cells = (events: any, ofShare: any, persons: any, C3: any): Cells => ({
    H1: events(security.incidents),
    H2: events(security.incidentsAroundShelters),
    H3: events(security.tensionReports),
    H4: ofShare(security.flaggedPollingStations),
    C1: persons(permits.applicationsPastStandard),
    C2: ofShare(security.incidentsStillOpen),
    C3,
    C4: ofShare(permits.lodgingsNotReporting),
  });
  return {
    area: { ...cells(ownEvents, own, () => pooled, { value: days }), ...pooledPersons },
    city: { ...cells(cityEvents, ofCity, cityPersons, null), ...personsOfCity },
  };
}
