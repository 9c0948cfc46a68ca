import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { subgraphNames } from '../../common/subgraph-names';
import { type RunningGraph, runningGraph } from '../support/running-graph';

const operations = join(projectRoot, 'examples', 'operations');
const sample = (name: string): string => readFileSync(join(operations, `${name}.graphql`), 'utf8');

let graph: RunningGraph;
beforeAll(async () => {
  graph = await runningGraph({ assessed: true });
}, 60_000);
afterAll(() => graph.stop());

const ask = (query: string, variables?: object) => graph.ask(query, variables, { as: 'analyst' });
const askAsOfficer = (query: string, variables?: object) =>
  graph.ask(query, variables, { as: 'immigration-officer', purpose: 'permit-renewal' });

describe('one question across four agencies', () => {
  it('answers for all ten districts in one request: signals of three agencies and the index', async () => {
    const { data, errors } = await ask(sample('district-briefing'));
    expect(errors).toBeUndefined();
    expect(data.areas.nodes).toHaveLength(10);
    for (const area of data.areas.nodes) {
      expect(area.population).toBeGreaterThan(100_000);
      expect(area.permitSignals[0].month).toBe('2024-10');
      expect(area.permitSignals[0].applicationsPastStandard.denominator.value).toBeGreaterThan(0);
      expect(area.protectionSignals[0].documentsLapsed.basis).toMatch(/^(OWN|POOLED)$/);
      expect(area.securitySignals[0].incidents.weight).toBeGreaterThanOrEqual(area.securitySignals[0].incidents.events);
      const { index, level, dimensions } = area.stability;
      expect(index).toBeGreaterThan(0);
      expect(level).toMatch(/^(NORMAL|WASPADA|SIAGA|AWAS)$/);
      const product = dimensions.reduce((all: number, { value }: { value: number }) => all * value, 1);
      expect(index).toBeCloseTo(Math.cbrt(product), 0);
    }
  });

  it('asks each agency once for all 65 villages', async () => {
    const { data, errors } = await ask(sample('village-briefing'));
    expect(errors).toBeUndefined();
    expect(data.areas.nodes).toHaveLength(65);
    expect(graph.requests).toEqual({ permits: 1, refugees: 1, security: 1, stability: 2 });
  });

  it('costs as many database commands for 65 villages as for one', async () => {
    const commandsFor = async (first: number): Promise<Record<string, number>> => {
      const { data } = await ask(sample('village-briefing').replace('first: 65', `first: ${first}`));
      expect(data.areas.nodes).toHaveLength(first);
      return Object.fromEntries(subgraphNames.map((name) => [name, graph.commands[name].length]));
    };
    const one = await commandsFor(1);
    expect(await commandsFor(65)).toEqual(one);
    // The series, the disclosure table, and how old the records are.
    expect(one.permits).toBe(3);
  });

  it('costs as many database commands to list records of 65 villages as of two', async () => {
    const list = (first: number, fields: string) =>
      `{ areas(within: "31.75", level: VILLAGE, first: ${first}) { nodes { ${fields} } } }`;
    const commandsFor = async (asking: typeof ask, query: string): Promise<string[][]> => {
      const { errors } = await asking(query);
      expect(errors).toBeUndefined();
      return subgraphNames.map((name) => graph.commands[name].toSorted());
    };
    for (const [asking, fields] of [
      [askAsOfficer, 'stayPermits(first: 2) { totalCount { value } nodes { id holder { id name } sponsor { name } } }'],
      [ask, 'incidents(first: 2) { totalCount nodes { id } } shelters(first: 2) { totalCount nodes { id } }'],
    ] as const) {
      expect(await commandsFor(asking, list(65, fields))).toEqual(await commandsFor(asking, list(2, fields)));
    }
  });

  it('tells the story: incidents around shelters highest, many foreigners without risk lowest', async () => {
    const { data } = await askAsOfficer(`{
      areas(within: "31.75", level: DISTRICT) { nodes {
        name
        stayPermits(first: 1) { totalCount { value } }
        permitSignals(months: 1) { applicationsPastStandard { numerator { value } denominator { value } } }
        stability { index level }
      } }
    }`);
    const byIndex = data.areas.nodes.toSorted((a: any, b: any) => b.stability.index - a.stability.index);
    expect(byIndex[0]).toMatchObject({ name: 'Jatinegara', stability: { level: 'SIAGA' } });
    expect(byIndex.at(-1)).toMatchObject({ name: 'Pulogadung', stability: { level: 'NORMAL' } });
    const most = (value: (area: any) => number) =>
      data.areas.nodes.toSorted((a: any, b: any) => value(b) - value(a))[0].name;
    expect(most((area) => area.stayPermits.totalCount.value)).toBe('Pulogadung');
    const late = ({ numerator, denominator }: any) => numerator.value / denominator.value;
    expect(most((area) => late(area.permitSignals[0].applicationsPastStandard))).toBe('Cakung');
  });

  it('ranks by stored assessments that say what the signals say', async () => {
    const { data } = await ask(`{
      stabilityRanking(within: "31.75", level: DISTRICT) {
        month provisional insufficient entries { rank area { code } assessment { index level dimensions { id value } } }
      }
      areas(within: "31.75", level: DISTRICT) { nodes { code stability { index level dimensions { id value } } } }
    }`);
    expect(data.stabilityRanking).toMatchObject({ month: '2024-10', provisional: true, insufficient: 0 });
    const ranked = new Map(data.stabilityRanking.entries.map((entry: any) => [entry.area.code, entry.assessment]));
    expect(ranked.size).toBe(10);
    for (const { code, stability } of data.areas.nodes) expect(ranked.get(code)).toEqual(stability);
    const indices = data.stabilityRanking.entries.map((entry: any) => entry.assessment.index);
    expect(indices).toEqual(indices.toSorted((a: number, b: number) => b - a));
  });

  it('walks all villages of Indonesia page by page, each once', async () => {
    const within = '31';
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        'query ($within: AreaCode, $after: String) { areas(within: $within, level: VILLAGE, first: 50, after: $after) { totalCount nodes { code } pageInfo { hasNextPage endCursor } } }',
        { within, after },
      );
      seen.push(...data.areas.nodes.map(({ code }: { code: string }) => code));
      expect(data.areas.totalCount).toBe(267);
      after = data.areas.pageInfo.hasNextPage ? data.areas.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(267);
    expect(new Set(seen).size).toBe(267);
  });

  it('walks a list of records to its end without loss or repetition', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    let total: number;
    do {
      const { data } = await askAsOfficer(
        'query ($after: String) { area(code: "31.75.03") { lodgings(first: 17, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }',
        { after },
      );
      const { nodes, pageInfo, totalCount } = data.area.lodgings;
      total = totalCount;
      seen.push(...nodes.map(({ id }: { id: string }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(total).toBeGreaterThan(17);
    expect(new Set(seen).size).toBe(total);
    expect(seen).toHaveLength(total);
  });
});

describe('areas', () => {
  it('without a level are those directly within, and the provinces of Indonesia', async () => {
    const { data } = await ask(`{
      all: areas { totalCount nodes { level } }
      city: areas(within: "31.75") { totalCount nodes { level } }
      village: areas(within: "31.75.03.1001") { nodes { name } }
    }`);
    expect(data.all.totalCount).toBeGreaterThanOrEqual(37);
    expect(data.all.nodes[0].level).toBe('PROVINCE');
    expect(data.city).toMatchObject({ totalCount: 10, nodes: Array(10).fill({ level: 'DISTRICT' }) });
    expect(data.village.nodes).toEqual([{ name: 'Kampung Melayu' }]);
  });

  it('are ranked over the whole country when none is named', async () => {
    const { data } = await ask('{ stabilityRanking { entries { area { level } } } }');
    expect(data.stabilityRanking.entries).toHaveLength(10);
  });

  it('without figures and records are told as INSUFFICIENT_DATA, a province as no unit of the index', async () => {
    const { data, errors } = await ask(
      '{ far: area(code: "11.01.01") { stability { status index level } } province: area(code: "31") { stability { index } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      far: { stability: { status: 'INSUFFICIENT_DATA', index: null, level: null } },
      province: { stability: null },
    });
  });
});

describe('bad input', () => {
  it.each([
    ['an unknown area', '{ area(code: "31.75.99") { name } }', 'NOT_FOUND', /no area with the code "31\.75\.99"/],
    ['a BPS code', '{ area(code: "3172") { name } }', 'BAD_USER_INPUT', /looks like a BPS code/],
    [
      'a malformed month',
      '{ area(code: "31.75") { stability(month: "2024-13") { index } } }',
      'BAD_USER_INPUT',
      /Month "2024-13" must be/,
    ],
    [
      'a month too long ago',
      '{ area(code: "31.75") { stability(month: "2020-01") { index } } }',
      'BAD_USER_INPUT',
      /the last 14 months/,
    ],
    [
      'first: -1',
      '{ area(code: "31.75") { incidents(first: -1) { totalCount } } }',
      'BAD_USER_INPUT',
      /first: -1 must be from 1 to 100/,
    ],
    [
      'first: 1000000',
      '{ area(code: "31.75") { stayPermits(first: 1000000) { totalCount { value } } } }',
      'BAD_USER_INPUT',
      /first: 1000000 must be from 1 to 100/,
    ],
    [
      'months: 99',
      '{ area(code: "31.75") { permitSignals(months: 99) { month } } }',
      'BAD_USER_INPUT',
      /months: 99 must be from 1 to 14/,
    ],
    [
      'a foreign cursor',
      '{ area(code: "31.75") { stayPermits(after: "x") { totalCount { value } } } }',
      'BAD_USER_INPUT',
      /is not a cursor/,
    ],
    ['an unknown field', '{ area(code: "31.75") { risk } }', 'GRAPHQL_VALIDATION_FAILED', /Cannot query field "risk"/],
    [
      'an inaccessible field',
      '{ area(code: "31.75") { permitInputs { months } } }',
      'GRAPHQL_VALIDATION_FAILED',
      /Cannot query field "permitInputs"/,
    ],
    ['no GraphQL', '{ area(', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
  ])('gets a clear error: %s', async (_, query, code, message) => {
    const { errors } = await (query.includes('stayPermits') ? askAsOfficer : ask)(query);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toMatch(message);
    expect(JSON.stringify(errors)).not.toMatch(/stacktrace|127\.0\.0\.1|node_modules/);
  });

  it.each([
    'stayPermit',
    'permitApplication',
    'lodging',
    'registrationCase',
    'shelter',
    'incident',
    'pollingStation',
    'jointActivity',
  ])('gets null from %s for a number that does not exist', async (field) => {
    const as = ['incident', 'pollingStation', 'jointActivity', 'shelter'].includes(field)
      ? 'analyst'
      : 'immigration-officer';
    const who = field === 'registrationCase' ? 'unhcr-officer' : as;
    const answer = await graph.ask(`{ ${field}(id: "none") { id } }`, {}, { as: who, purpose: 'permit-renewal' });
    expect(answer).toEqual({ status: 200, data: { [field]: null } });
  });

  it('is refused in JSON outside GraphQL too', async () => {
    const base = graph.gateway.url.replace('/graphql', '');
    const post = (body: string, type = 'application/json') =>
      fetch(graph.gateway.url, { method: 'POST', headers: { 'content-type': type }, body });
    const answers = await Promise.all([
      fetch(`${base}/nowhere`),
      post('{ not json'),
      post('<xml/>', 'application/xml'),
      post(JSON.stringify({ query: `{ a }${' '.repeat(2_000_000)}` })),
    ]);
    const told = await Promise.all(
      answers.map(async (answer) => [answer.status, ((await answer.json()) as any).errors[0].extensions.code]),
    );
    expect(told).toEqual([
      [404, 'ROUTE_NOT_FOUND'],
      [400, 'BAD_REQUEST'],
      [415, 'UNSUPPORTED_MEDIA_TYPE'],
      [413, 'BODY_TOO_LARGE'],
    ]);
  });

  it('cannot carry an operator into a filter', async () => {
    for (const id of [{ $ne: null }, { $gt: '' }, ['a']]) {
      const { errors } = await askAsOfficer('query ($id: ID!) { stayPermit(id: $id) { id } }', { id });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(graph.commands.permits).toEqual([]);
    }
  });
});

describe('pages and health', () => {
  it('serves both pages and what they load, from this server only', async () => {
    const base = graph.gateway.url.replace('/graphql', '');
    for (const page of ['/', '/explorer']) {
      const response = await fetch(`${base}${page}`);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
      const text = await response.text();
      const loaded = [...text.matchAll(/(?:src|href)="([^"#]+)"/g)].map((match) => match[1] ?? '');
      expect(loaded.length).toBeGreaterThan(2);
      for (const path of loaded) {
        expect(path).toMatch(/^\//);
        expect((await fetch(`${base}${path}`)).status).toBe(200);
      }
    }
  });

  it('is live and ready', async () => {
    const base = graph.gateway.url.replace('/graphql', '');
    expect(await (await fetch(`${base}/health/live`)).json()).toEqual({ status: 'live' });
    expect((await (await fetch(`${base}/health/ready`)).json()) as object).toMatchObject({ status: 'ready' });
  });
});

describe('one agency away', () => {
  it('leaves the others their answer and says who is away', async () => {
    await graph.takeAway('refugees');
    const { data, errors } = await ask(`{
      area(code: "31.75.03") { name securitySignals(months: 1) { month } protectionSignals(months: 1) { month } }
    }`);
    expect(data.area).toMatchObject({ name: 'Jatinegara', protectionSignals: null });
    expect(data.area.securitySignals).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'refugees' });
    const others = await ask('{ area(code: "31.75.03") { name securitySignals(months: 1) { month } } }');
    expect(others.errors).toBeUndefined();
    const base = graph.gateway.url.replace('/graphql', '');
    expect(await (await fetch(`${base}/health/ready`)).json()).toEqual({ status: 'ready', degraded: ['refugees'] });
  });
});
