import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { signIn } from '../../cli/sign-in';
import { subgraphNames } from '../../common/subgraph-names';
import { runAssessmentCheck, runAssessor } from '../../subgraphs/assess';
import { databaseAddress } from '../../subgraphs/config';
import { importIntoAgency } from '../../subgraphs/import/main';
import { monthsUpTo } from '../../subgraphs/shared/calendar';
import { type RunningGraph, runningGraph } from '../support/running-graph';

let graph: RunningGraph;
let env: Record<string, string>;
beforeAll(async () => {
  graph = await runningGraph({ assessed: true });
  env = { ...graph.env, GATEWAY_TOKEN: (await signIn(graph.gateway.url, 'assessor')).token };
}, 120_000);
afterAll(() => graph.stop());

const ask = (query: string, variables?: object) => graph.ask(query, variables, { as: 'analyst' });

const change = '{ against since from to delta drivers { kind dimension indicator value } }';
const everyField = `{
  month asOf provisional methodVersion staleAgencies inputDigest status rounded index standardError
  interval { low high } level levelProbability levelProbabilities { level probability }
  reliability { grade lackOfReliability missing stale pooled }
  dimensions { id value contribution }
  indicators { id dimension agency status norm weight contribution numerator denominator value unit ageMonths }
  contributions { dimension indicator value }
  change ${change} city: change(against: CITY) ${change}
  trend { direction since change threshold }
}`;
const months = monthsUpTo('2024-10', 14);

describe('stored assessments', () => {
  it.each(['CITY', 'DISTRICT', 'VILLAGE'])('say what the signals say, field by field: %s', async (level) => {
    for (const month of ['2024-08', '2024-09', '2024-10']) {
      const { data, errors } = await ask(
        `query ($level: AreaLevel!, $month: Month!) {
          areas(within: "31.75", level: $level) { nodes { code
            stability(month: $month) { history(months: 1) ${everyField} }
          } }
          live: areas(within: "31.75", level: $level) { nodes { stability(month: $month) ${everyField} } }
        }`,
        { level, month },
      );
      expect(errors).toBeUndefined();
      const stored = data.areas.nodes.map(({ stability }: any) => stability.history[0]);
      expect(stored.length).toBe({ CITY: 1, DISTRICT: 10, VILLAGE: 65 }[level]);
      expect(stored).toEqual(data.live.nodes.map(({ stability }: any) => stability));
    }
  });

  it('are told alike in a ranking, whether their details are asked for or not', async () => {
    const few = `month asOf provisional methodVersion staleAgencies publishedAt inputDigest status rounded index
      standardError interval { low high } level levelProbability levelProbabilities { level probability }`;
    const { data, errors } = await ask(`{
      few: stabilityRanking(within: "31.75", level: VILLAGE, first: 65) { entries { rank assessment { ${few} } } }
      all: stabilityRanking(within: "31.75", level: VILLAGE, first: 65) {
        entries { rank assessment { ...Few ... on StabilityAssessment { indicators { id } } } }
      }
    } fragment Few on StabilityAssessment { ${few} }`);
    expect(errors).toBeUndefined();
    expect(data.few.entries.length).toBeGreaterThan(50);
    const withoutDetails = data.all.entries.map(({ rank, assessment: { indicators, ...head } }: any) => {
      expect(indicators.length).toBeGreaterThan(5);
      return { rank, assessment: head };
    });
    expect(data.few.entries).toEqual(withoutDetails);
  });

  it('of closed months are published, the running month is provisional', async () => {
    const { data } = await ask(
      '{ area(code: "31.75.03") { stability { publishedAt history(months: 60) { month provisional publishedAt } } } }',
    );
    const { publishedAt, history } = data.area.stability;
    expect(publishedAt).toBeNull();
    expect(history.map(({ month }: any) => month)).toEqual(months);
    for (const row of history.slice(0, -1)) {
      expect(row).toMatchObject({ provisional: false, publishedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    }
    expect(history.at(-1)).toMatchObject({ provisional: true, publishedAt: null });
  });

  it('are published once: assessing again leaves them, and replaces the running month', async () => {
    const dates = async () => {
      const { data } = await ask(
        '{ area(code: "31.75.03") { stability { history(months: 14) { publishedAt inputDigest index } } } }',
      );
      return data.area.stability.history;
    };
    const before = await dates();
    expect(await runAssessor(env, {})).toMatchObject({ published: 0, alreadyPublished: 0, provisional: 76 });
    expect(await runAssessor(env, { month: '2024-09' })).toMatchObject({ published: 0, alreadyPublished: 76 });
    expect(await runAssessor(env, { ifNone: true })).toEqual({
      published: 0,
      alreadyPublished: 0,
      provisional: 0,
      insufficient: 0,
    });
    expect(await dates()).toEqual(before);
  });

  it('are refused for months that nobody keeps', async () => {
    for (const count of [0, 61]) {
      const { errors } = await ask(`{ area(code: "31.75") { stability { history(months: ${count}) { month } } } }`);
      expect(errors?.[0]).toMatchObject({
        message: `months: ${count} must be from 1 to 60.`,
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });
});

describe('the ranking', () => {
  const entries = '{ rank rankInterval { low high } area { code } assessment { index interval { low high } } }';

  it('tells which ranks an area may well have among all ranked, however many are asked for', async () => {
    const { data, errors } = await ask(`{
      all: stabilityRanking(within: "31.75", level: VILLAGE) { insufficient entries ${entries} }
      first: stabilityRanking(within: "31.75", level: VILLAGE, first: 3) { entries ${entries} }
    }`);
    expect(errors).toBeUndefined();
    const { all, first } = data;
    const { length } = all.entries;
    expect(length).toBe(65 - all.insufficient);
    expect(first.entries).toEqual(all.entries.slice(0, 3));
    for (const { rank, rankInterval } of all.entries) {
      expect(rankInterval.low).toBeLessThanOrEqual(rank);
      expect(rankInterval.high).toBeGreaterThanOrEqual(rank);
      expect(rankInterval.high).toBeLessThanOrEqual(length);
    }
    expect(all.entries.some(({ rankInterval }: any) => rankInterval.high > 3)).toBe(true);
  });

  it('draws ranks once, until something is assessed anew', async () => {
    const question = `{ stabilityRanking(within: "31.75", level: DISTRICT, month: "2024-07") { assessedAt entries ${entries} } }`;
    const { data } = await ask(question);
    const asked = graph.commands.stability.length;
    // Asked otherwise, so that no answer of before is given again.
    expect((await ask(question.replace('{', '{ area(code: "31.75") { code }'))).data).toMatchObject(data);
    expect(graph.commands.stability).toHaveLength(asked - 1);
    const running = question.replace('2024-07', '2024-10');
    const before = (await ask(running)).data.stabilityRanking.assessedAt;
    await runAssessor(env, { month: '2024-10', levels: ['DISTRICT'] });
    const anew = (await ask(running)).data.stabilityRanking;
    expect(anew.assessedAt > before).toBe(true);
    expect(anew.entries).toHaveLength(10);
  });

  it('of a month that was not assessed is empty', async () => {
    const { data } = await ask(
      `{ stabilityRanking(month: "2019-01") { month assessedAt provisional insufficient entries ${entries} } }`,
    );
    expect(data.stabilityRanking).toEqual({
      month: '2019-01',
      assessedAt: null,
      provisional: false,
      insufficient: 0,
      entries: [],
    });
  });
});

describe('areas beside each other', () => {
  const compare = (codes: readonly string[], month?: string) =>
    ask(
      `query ($codes: [AreaCode!]!, $month: Month) { compareAreas(codes: $codes, month: $month) {
        month entries { area { code } assessment { index rounded } difference ${change} }
      } }`,
      { codes, month },
    );

  it('stand in the order asked for, of any level, each with its difference from the first', async () => {
    const codes = ['31.75.06', '31.75', '31.75.03', '31.75.03.1001', '32.01.01'];
    const { data, errors } = await compare(codes);
    expect(errors).toBeUndefined();
    const { month, entries } = data.compareAreas;
    expect(month).toBe('2024-10');
    expect(entries.map(({ area }: any) => area.code)).toEqual(codes);
    expect(entries[0].difference).toBeNull();
    for (const { assessment, difference } of entries.slice(1, 4)) {
      expect(difference).toMatchObject({ against: 'AREA', since: month, from: entries[0].assessment.index });
      expect(difference.to).toBe(assessment.index);
      const sum = difference.drivers.reduce((all: number, { value }: { value: number }) => all + value, 0);
      expect(sum).toBeCloseTo(difference.delta, 9);
    }
    // Outside East Jakarta nothing was assessed.
    expect(entries[4]).toMatchObject({ assessment: null, difference: null });
    expect((await compare(codes, '2024-08')).data.compareAreas.month).toBe('2024-08');
    expect((await compare(['32.01.01'])).data.compareAreas).toMatchObject({ month: null });
  });

  it.each([
    ['none', [], 'BAD_USER_INPUT', 'codes: 0 areas were named; name 1 to 20.'],
    ['more than 20', Array.from({ length: 21 }, (_, at) => `31.75.03.${1001 + at}`), 'BAD_USER_INPUT', '21 areas'],
    ['one twice', ['31.75', '31.75'], 'BAD_USER_INPUT', 'codes: "31.75" is named more than once'],
    ['one that is no area', ['31.75', '99.99'], 'NOT_FOUND', 'There is no area with the code "99.99"'],
  ])('are refused: %s', async (_, codes, code, message) => {
    const { errors } = await compare(codes);
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining(message), extensions: { code } });
  });
});

describe('all 65 villages with 12 months of history, drivers and ranking in one question', () => {
  const question = (first: number) => `{
    areas(within: "31.75", level: VILLAGE, first: ${first}) { nodes { code stability {
      index interval { low high } change ${change} trend { direction } history(months: 12) { month index interval { low high } }
    } } }
    stabilityRanking(within: "31.75", level: VILLAGE, first: ${first}) { entries { rank rankInterval { low high } area { code } } }
  }`;

  it('cost one request to each agency, and as many database commands as those of one village', async () => {
    const commandsFor = async (first: number): Promise<object> => {
      const { data, errors } = await ask(question(first));
      expect(errors).toBeUndefined();
      expect(data.areas.nodes).toHaveLength(first);
      for (const { stability } of data.areas.nodes) expect(stability.history).toHaveLength(12);
      return Object.fromEntries(subgraphNames.map((name) => [name, graph.commands[name].toSorted()]));
    };
    // The ranks are drawn once, by the first of the questions.
    await commandsFor(2);
    const one = await commandsFor(1);
    expect(await commandsFor(65)).toEqual(one);
    // stability is asked for the areas and the ranking, then with the inputs of the other agencies.
    expect(graph.requests).toEqual({ permits: 1, refugees: 1, security: 1, stability: 2 });
  });
});

// Last: it changes records.
describe('a record that comes late', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simpul-late-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is found by comparing, and rewrites nothing that was published', async () => {
    expect(await runAssessmentCheck(env, { levels: ['DISTRICT'] })).toEqual({ checked: 10 * 13, differences: [] });
    const file = join(folder, 'incidents.csv');
    await writeFile(
      file,
      'incident_number,event_type,sub_event_type,severity,occurred_on,reported_on,closed_on,area_code,shelter_relation\n' +
        'LATE-1,RIOTS,MOB_VIOLENCE,S4,2024-08-20,2024-08-21,2024-08-22,31.75.01.1001,NONE\n',
    );
    await importIntoAgency({ kind: 'incidents', file, address: { ...databaseAddress(graph.env), embedded: true } });
    const { checked, differences } = await runAssessmentCheck(env, { month: '2024-08', levels: ['DISTRICT'] });
    expect(checked).toBe(10);
    const own = differences.find(({ area }) => area === '31.75.01');
    expect(own).toMatchObject({ month: '2024-08', differs: ['inputDigest', 'index'] });
    // July was over when it happened.
    const july = await runAssessmentCheck(env, { month: '2024-07', levels: ['DISTRICT'] });
    expect(july).toEqual({ checked: 10, differences: [] });
    const again = await runAssessor(env, { month: '2024-08', levels: ['DISTRICT'] });
    expect(again).toMatchObject({ published: 0, alreadyPublished: 10 });
    const { data } = await ask(
      '{ area(code: "31.75.01") { stability(month: "2024-08") { index history(months: 1) { index } } } }',
    );
    expect(data.area.stability.history[0].index).toBe(own?.publishedIndex);
    expect(data.area.stability.index).toBe(own?.index);
  });
});
