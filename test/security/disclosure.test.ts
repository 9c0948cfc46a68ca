import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, visit } from 'graphql';

import { sdlFile } from '../../schema/compose';
import { startStore } from '../../store/main';
import { permits } from '../../subgraphs/permits';
import { refugees } from '../../subgraphs/refugees';
import { areaPath } from '../../subgraphs/shared/area-code';
import { type OpenSubgraph, openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { roundedBalance } from '../../subgraphs/shared/person-fields';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/shared/serve-subgraph';
import type { SubgraphDefinition } from '../../subgraphs/shared/subgraph-definition';
import { assessmentFromSignals } from '../../subgraphs/stability/assessment/signal-assessments';
import { somePerson } from '../subgraphs/refugees/some-person';
import { askSubgraph, officers, testKeys } from '../support/ask-subgraph';

const village = (district: string) => `${district}.1001`;
const place = (district: string) => ({ areaCode: village(district), areaPath: [...areaPath(village(district))] });
const many = <Row>(count: number, make: (index: number) => Row): Row[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Registered persons of each district since 2020; one more comes in September 2024, and a family of five in October. */
const registered = { '31.75.01': 26, '31.75.02': 7, '31.75.03': 23, '31.75.06': 48 };
const lapsed = { '31.75.01': 12, '31.75.02': 7, '31.75.03': 0, '31.75.06': 24 };
const newcomer = { district: '31.75.06', on: '2024-09-12' };

const persons = Object.entries(registered).flatMap(([district, count]) =>
  many(count, (index) =>
    somePerson({
      _id: `IND-${district}-${index}`,
      ...place(district),
      caseId: `CASE-${district}-${index}`,
      documents: [
        {
          validFrom: '2020-01-10',
          validUntil: index < lapsed[district as keyof typeof lapsed] ? '2021-01-09' : '2030-01-09',
        },
      ],
    }),
  ),
);
const late = somePerson({ _id: 'IND-NEW', ...place(newcomer.district), registeredOn: newcomer.on });
const family = many(5, (index) =>
  somePerson({ _id: `IND-FAMILY-${index}`, ...place('31.75.03'), registeredOn: '2024-10-04' }),
);

/** Stay permits of two districts, nine of them of one kind in the first. */
const stayPermits = [
  ...many(23, (index) => ({ district: '31.75.01', kind: index < 9 ? 'VISIT' : 'LIMITED', index })),
  ...many(4, (index) => ({ district: '31.75.02', kind: 'LIMITED', index })),
].map(({ district, kind, index }) => ({
  _id: `P-${district}-${index}`,
  ...place(district),
  kind,
  indexRegime: 'FROM_JUNE_2025',
  indexCode: 'E23',
  decision: 'IN_FORCE',
  validFrom: '2024-01-01',
  validUntil: '2025-12-31',
  holderId: `H-${index}`,
  sponsorId: null,
}));

/** Applications in hand, late where the second number says so. */
const applications = Object.entries({ '31.75.01': [40, 12], '31.75.02': [4, 4], '31.75.03': [30, 11] }).flatMap(
  ([district, [all = 0, overdue = 0]]) =>
    many(all, (index) => ({
      _id: `A-${district}-${index}`,
      ...place(district),
      kind: 'NEW',
      permitKind: 'LIMITED',
      permitId: null,
      submittedOn: '2024-06-01',
      serviceStandardDays: 10,
      dueOn: index < overdue ? '2024-06-11' : '2025-06-11',
      decidedOn: null,
      decidedLate: false,
      status: 'PENDING',
    })),
);

interface Running {
  readonly open: OpenSubgraph<any>;
  readonly served: ServedSubgraph;
}

let store: Awaited<ReturnType<typeof startStore>>;
let registration: Running;
let immigration: Running;

beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
  registration = await run(refugees as never, { registered_persons: [...persons, late, ...family] });
  immigration = await run(permits as never, { stay_permits: stayPermits, permit_applications: applications });
}, 60_000);

afterAll(async () => {
  for (const { open, served } of [registration, immigration]) {
    await served.stop();
    await open.close();
  }
  await store.stop();
});

async function run(definition: SubgraphDefinition, records: Record<string, readonly object[]>): Promise<Running> {
  const address = { mongodbUri: store.uri, embedded: true, databasePrefix: `told_${randomUUID().slice(0, 8)}` };
  const open = await openSubgraph(definition as never, address);
  for (const [collection, rows] of Object.entries(records)) {
    await open.connection.collection(collection).insertMany([...rows] as never);
  }
  await setToday({ open }, '2024-10-15');
  await open.rollups.rebuild();
  return { open, served: await serveSubgraph(definition as never, open as never, 0, { keys: testKeys }) };
}

async function setToday({ open }: Pick<Running, 'open'>, day: string): Promise<void> {
  await open.demonstration.write(day, 1);
  await open.clock.refresh();
}

async function askAreas(name: 'refugees' | 'permits', codes: readonly string[], selection: string) {
  const { served } = name === 'refugees' ? registration : immigration;
  const query = `query ($areas: [_Any!]!) { _entities(representations: $areas) { ... on Area { code ${selection} } } }`;
  const variables = { areas: codes.map((code) => ({ __typename: 'Area', code })) };
  const officer = name === 'refugees' ? officers.unhcr : officers.immigration;
  const { data, errors } = await askSubgraph(served.url, name, { query, variables }, officer);
  return { areas: data?._entities as any[], errors };
}

const count = '{ value status }';
const share = `{ basis numerator ${count} denominator ${count} cityNumerator ${count} cityDenominator ${count} }`;
const small = { value: null, status: 'SUPPRESSED_SMALL' };
const complementary = { value: null, status: 'SUPPRESSED_COMPLEMENTARY' };
const districts = Object.keys(registered);
const documents = `protectionSignals(months: 1) { documentsLapsed ${share} }`;

async function lapsedDocuments(codes: readonly string[]): Promise<any[]> {
  const { areas, errors } = await askAreas('refugees', codes, documents);
  expect(errors).toBeUndefined();
  return areas.map((area) => area.protectionSignals[0].documentsLapsed);
}

async function permitTotal(code: string, given: string): Promise<any> {
  const { areas, errors } = await askAreas('permits', [code], `stayPermits${given} { totalCount ${count} }`);
  expect(errors).toBeUndefined();
  return areas[0].stayPermits.totalCount;
}

describe('L14: persons cannot be counted out', () => {
  it('L14: by village, district, city and province: what is told does not add up to what is hidden', async () => {
    const [first, second, third, fourth] = await lapsedDocuments(districts);
    expect([first, second, third, fourth].map(({ denominator }) => denominator)).toEqual([
      { value: 25, status: 'DISCLOSED' },
      small,
      complementary,
      { value: 50, status: 'DISCLOSED' },
    ]);
    const [city, province, inVillage] = await lapsedDocuments(['31.75', '31', village('31.75.06')]);
    expect([city.denominator.value, province.denominator.value]).toEqual([105, 105]);
    expect([inVillage.numerator, inVillage.denominator, inVillage.basis]).toEqual([
      complementary,
      complementary,
      'POOLED',
    ]);
  });

  it('L14: as nobody or everybody of a group', async () => {
    const [, second, third] = await lapsedDocuments(districts);
    expect(second.numerator).toEqual(small);
    expect(third.numerator.value).toBeNull();
  });

  it('L14: from month to month: a newcomer is not seen in counts told twice', async () => {
    const { areas } = await askAreas(
      'refugees',
      [newcomer.district, '31.75', '31'],
      `protectionSignals { month documentsLapsed ${share} }`,
    );
    for (const { protectionSignals } of areas) {
      const told = (month: string) => protectionSignals.find((one: any) => one.month === month).documentsLapsed;
      expect(told('2024-08').denominator.status).toBe('DISCLOSED');
      expect(told('2024-09')).toEqual(told('2024-08'));
    }
  });

  it('L14: from day to day of the running month: a family that comes is counted at its end', async () => {
    const asked: any[][] = [];
    for (const day of ['2024-10-03', '2024-10-04', '2024-10-30', '2024-10-31']) {
      await setToday(registration, day);
      const selection = `protectionSignals(months: 1) { asOf documentsLapsed ${share} } protectionInputs { persons cityPersons }`;
      asked.push((await askAreas('refugees', districts, selection)).areas);
    }
    await setToday(registration, '2024-10-15');
    const [before, onTheDay, later, atTheEnd] = asked;
    expect(before?.[0].protectionSignals[0].asOf).toBe('2024-09-30');
    expect(onTheDay).toEqual(before);
    expect(later).toEqual(before);
    expect([before, atTheEnd].map((areas) => areas?.[2].protectionInputs.persons.at(-1))).toEqual([25, 30]);
  });

  it('L14: by asking under many aliases and for other months', async () => {
    const { areas } = await askAreas(
      'refugees',
      districts,
      `a: protectionSignals(months: 1) { documentsLapsed ${share} } b: protectionSignals(months: 14) { documentsLapsed ${share} }`,
    );
    for (const { a, b } of areas) expect(b[0]).toEqual(a[0]);
  });

  it('L14: by total count: it is told rounded, of whole lists of districts alone', async () => {
    expect(await permitTotal('31.75.01', '')).toEqual({ value: 25, status: 'DISCLOSED' });
    expect(await permitTotal('31.75.02', '')).toEqual(small);
    for (const code of ['31.75', '31', village('31.75.01')]) {
      const { errors, areas } = await askAreas('permits', [code], `stayPermits { totalCount ${count} }`);
      if (errors === undefined) expect(areas[0].stayPermits.totalCount).toEqual(complementary);
    }
  });

  it.each([
    '(filter: {})',
    '(filter: { kinds: [VISIT] })',
    '(filter: { kinds: [LIMITED] })',
    '(filter: { status: VALID })',
    '(filter: { status: EXPIRED })',
    '(filter: { endsIn: "2025-12" })',
  ])('L14: by the filter %s', async (given) => {
    expect(await permitTotal('31.75.01', given)).toEqual(complementary);
  });

  it('L14: by the difference of two answers: whole list less the filtered one', async () => {
    const { areas } = await askAreas(
      'permits',
      ['31.75.01'],
      `all: stayPermits { totalCount ${count} } rest: stayPermits(filter: { kinds: [LIMITED] }) { totalCount ${count} }`,
    );
    expect(areas[0].rest.totalCount.value).toBeNull();
  });

  it.each(['(first: 1)', '(first: 100)'])('L14: by the page length %s', async (given) => {
    expect(await permitTotal('31.75.01', given)).toEqual({ value: 25, status: 'DISCLOSED' });
    expect(await permitTotal('31.75.02', given)).toEqual(small);
  });

  it('L14: by a cursor: it holds where its row stands, and no number of the list', async () => {
    const { areas } = await askAreas('permits', ['31.75.02'], `stayPermits(first: 2) { pageInfo { endCursor } }`);
    const cursor = areas[0].stayPermits.pageInfo.endCursor as string;
    expect(JSON.parse(Buffer.from(cursor, 'base64url').toString())).toEqual(['2025-12-31', 'P-31.75.02-1']);
    expect(await permitTotal('31.75.02', `(first: 2, after: "${cursor}")`)).toEqual(small);
  });

  it('L14: by pages, cursors, order or list lengths without the right to read the records', async () => {
    for (const list of ['stayPermits', 'permitApplications', 'administrativeActions']) {
      const query = `query ($areas: [_Any!]!) { _entities(representations: $areas) { ... on Area {
        ${list}(first: 1) { edges { cursor } pageInfo { hasNextPage } totalCount ${count} } } } }`;
      const variables = { areas: [{ __typename: 'Area', code: '31.75.01' }] };
      const { data, errors } = await askSubgraph(immigration.served.url, 'permits', { query, variables });
      expect(errors?.[0].extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
      expect(data?._entities?.[0]?.[list] ?? null).toBeNull();
    }
  });

  it.each(['permits', 'refugees'] as const)('L14: by sort order: no argument of %s orders a list', (name) => {
    const args: string[] = [];
    visit(parse(readFileSync(sdlFile(name), 'utf8')), {
      InputValueDefinition: ({ name: { value } }) => {
        args.push(value);
      },
    });
    expect(args).toContain('after');
    expect(args.filter((arg) => /sort|order|by$/i.test(arg))).toEqual([]);
  });

  it('L14: by error texts, which are the same whatever the area holds', async () => {
    const errorOf = async (code: string, selection: string, from: 'refugees' | 'permits') =>
      (await askAreas(from, [code], selection)).errors?.map(({ message }) => message);
    for (const [from, selection] of [
      ['refugees', 'protectionSignals(months: 99) { month }'],
      ['permits', 'permitSignals(months: 0) { month }'],
      ['permits', 'stayPermits(first: 101) { nodes { id } }'],
      ['permits', 'stayPermits(after: "x") { nodes { id } }'],
    ] as const) {
      const told = await errorOf('31.75.01', selection, from);
      expect(told).toHaveLength(1);
      expect(await errorOf('31.75.02', selection, from)).toEqual(told);
      expect(await errorOf('31.75.10', selection, from)).toEqual(told);
    }
  });

  it('L14: as applications, which are records of persons', async () => {
    const codes = ['31.75.01', '31.75.02', '31.75.03', '31.75'];
    const { areas } = await askAreas(
      'permits',
      codes,
      `permitSignals(months: 1) { applicationsPastStandard ${share} }`,
    );
    const told = areas.map((area) => area.permitSignals[0].applicationsPastStandard);
    expect(told[1]).toMatchObject({ basis: 'POOLED', numerator: small, denominator: small });
    expect(told.slice(0, 3).filter(({ denominator }) => denominator.value === null)).toHaveLength(2);
    expect(told[3].denominator).toEqual({ value: 75, status: 'DISCLOSED' });
  });

  it('L14: from the index: it is the same for three different numbers at least', () => {
    const likes = new Map<string, Set<number>>();
    for (let n = 10; n <= 40; n += 1) {
      for (let x = 0; x <= n; x += 1) {
        const told = JSON.stringify(indexOf(roundedBalance({ x, n }, 10)));
        likes.set(told, (likes.get(told) ?? new Set()).add(x));
      }
    }
    expect(likes.size).toBeGreaterThan(10);
    // Beyond 37 the likes go on above 40.
    const few = [...likes.values()].filter((values) => values.size < 3 && Math.max(...values) < 38);
    expect(few).toEqual([]);
  });
});

/** What is told of the index where one share of persons is known to be x of n, and all else is the same. */
function indexOf({ x, n }: { x: number; n: number }) {
  const column = (value: number) => [value];
  const both = (names: readonly string[], value: number) =>
    Object.fromEntries(
      names
        .flatMap((name) => [name, `city${name.charAt(0).toUpperCase()}${name.slice(1)}`])
        .map((name) => [name, column(value)]),
    );
  const base = { stale: false, dataMonth: null, months: ['2024-10'], asOf: ['2024-10-31'] };
  const protectionInputs = {
    ...base,
    ...both(['documentsLapsed', 'needsUnassisted', 'childrenOutOfSchool', 'precariousShelter'], 20),
    ...both(['persons', 'personsWithNeeds', 'children', 'shelteredPersons'], 60),
    documentsLapsed: column(x),
    persons: column(n),
  };
  const inputs = {
    permitInputs: {
      ...base,
      ...both(['applicationsPastStandard', 'lodgingsNotReporting'], 20),
      ...both(['applications', 'lodgings'], 60),
    },
    protectionInputs,
    securityInputs: {
      ...base,
      ...both(['incidentWeight', 'incidents', 'shelterIncidentWeight', 'shelterIncidents', 'tensionReports'], 9),
      ...both(['flaggedPollingStations', 'incidentsStillOpen'], 5),
      ...both(['pollingStations', 'agedIncidents'], 20),
    },
  };
  const residents = { area: 318_819, city: 3_230_417 };
  const activities = { rows: [], age: { stale: false, dataMonth: null } };
  const signals = { code: '31.75.03', inputs: inputs as never, residents, activities, today: '2024-10-31' };
  const told = assessmentFromSignals(signals, '2024-10');
  expect(told.status).toBe('OK');
  return told;
}
