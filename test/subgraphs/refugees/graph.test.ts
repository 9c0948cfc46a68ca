import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type RunningStore, startStore } from '../../../store/main';
import { refugees } from '../../../subgraphs/refugees';
import type { RefugeeModels } from '../../../subgraphs/refugees/models';
import type { RegisteredPersonRow } from '../../../subgraphs/refugees/models/RegisteredPerson';
import type { RegistrationCaseRow } from '../../../subgraphs/refugees/models/RegistrationCase';
import type { ShelterRow } from '../../../subgraphs/refugees/models/Shelter';
import { personChanges, type RefugeeMeasure } from '../../../subgraphs/refugees/refugee-signals';
import { demonstrationDay, tellStory } from '../../../subgraphs/seed';
import { lastDayOf, monthsUpTo } from '../../../subgraphs/shared/calendar';
import { roundedCount } from '../../../subgraphs/shared/disclosed-count';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { roundedBalance } from '../../../subgraphs/shared/person-fields';
import { type ServedSubgraph, serveSubgraph } from '../../../subgraphs/shared/serve-subgraph';
import type { Balance } from '../../../subgraphs/shared/signal-series';
import { askSubgraph, officers, testKeys } from '../../support/ask-subgraph';

const story = tellStory(1, demonstrationDay);
const records = refugees.demonstration(story);
const persons = records.registered_persons as readonly RegisteredPersonRow[];
const cases = records.registration_cases as readonly RegistrationCaseRow[];
const shelters = records.shelters as readonly ShelterRow[];
const villages = story.villages.map(({ code }) => code);
const districts = [...new Set(story.villages.map(({ district }) => district))].sort();

let store: RunningStore | undefined;
let open: OpenSubgraph<RefugeeModels>;
let served: ServedSubgraph;
let commands: { name: string; command: Record<string, unknown> }[] = [];

beforeAll(async () => {
  const given = process.env.MONGODB_URI;
  if (given === undefined) store = await startStore({ port: 0, memory: true });
  const uri = new URL(store?.uri ?? given ?? '');
  uri.searchParams.set('monitorCommands', 'true');
  open = await openSubgraph(refugees, {
    mongodbUri: uri.toString(),
    embedded: store !== undefined,
    databasePrefix: `graph_test_${randomUUID().slice(0, 8)}`,
  });
  await open.models.RegistrationCase.insertMany([...cases]);
  await open.models.RegisteredPerson.insertMany([...persons]);
  await open.models.Shelter.insertMany([...shelters]);
  await open.demonstration.write(story.today, story.seed);
  await open.clock.refresh();
  await open.rollups.rebuild();
  open.connection
    .getClient()
    .on('commandStarted', ({ commandName: name, command }) => commands.push({ name, command: { ...command } }));
  served = await serveSubgraph(refugees, open, 0, { keys: testKeys });
});

afterAll(async () => {
  await served.stop();
  await open.connection.dropDatabase();
  await open.close();
  await store?.stop();
});

async function ask(query: string, variables: object = {}): Promise<any> {
  commands = [];
  const { data, errors } = await askSubgraph(served.url, 'refugees', { query, variables }, officers.unhcr);
  expect(errors).toBeUndefined();
  return data;
}

async function askAreas(codes: readonly string[], selection: string): Promise<any[]> {
  const data = await ask(
    `query ($areas: [_Any!]!) { _entities(representations: $areas) { ... on Area { code ${selection} } } }`,
    { areas: codes.map((code) => ({ __typename: 'Area', code })) },
  );
  return data._entities;
}

const count = '{ value status }';
const share = `{ basis numerator ${count} denominator ${count} cityNumerator ${count} cityDenominator ${count} }`;
const signals = `protectionSignals { month asOf provisional documentsLapsed ${share} needsUnassisted ${share}
  childrenOutOfSchool ${share} precariousShelter ${share} }`;
const inputs = `protectionInputs { months asOf documentsLapsed persons cityDocumentsLapsed cityPersons
  needsUnassisted personsWithNeeds cityNeedsUnassisted cityPersonsWithNeeds childrenOutOfSchool children
  cityChildrenOutOfSchool cityChildren precariousShelter shelteredPersons cityPrecariousShelter cityShelteredPersons }`;

const months = monthsUpTo('2024-10', 14);
const inputColumns: readonly (readonly [RefugeeMeasure, x: string, n: string, cityX: string, cityN: string])[] = [
  ['persons', 'documentsLapsed', 'persons', 'cityDocumentsLapsed', 'cityPersons'],
  ['needs', 'needsUnassisted', 'personsWithNeeds', 'cityNeedsUnassisted', 'cityPersonsWithNeeds'],
  ['children', 'childrenOutOfSchool', 'children', 'cityChildrenOutOfSchool', 'cityChildren'],
  ['shelter', 'precariousShelter', 'shelteredPersons', 'cityPrecariousShelter', 'cityShelteredPersons'],
];

/** The numbers of a measure in an area at the end of each month, from the records alone. */
function counted(code: string, measure: RefugeeMeasure): { x: number; n: number }[] {
  const changes = persons
    .filter(({ areaPath }) => areaPath.includes(code))
    .flatMap(personChanges)
    .filter((change) => change.measure === measure);
  return months.map((month) =>
    changes
      .filter(({ on }) => on <= lastDayOf(month))
      .reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 }),
  );
}

const rounded = (balances: readonly Balance[]) => balances.map((balance) => roundedBalance(balance, 10));

describe('the inputs of the index', () => {
  it('are the rounded numbers of the records where ten persons stand behind them, else the city alone', async () => {
    const areas = await askAreas([...districts, '31.75.03.1001', '31.75'], inputs);
    let pooled = 0;
    for (const { code, protectionInputs: told } of areas) {
      expect(told.months).toEqual(months);
      for (const [measure, x, n, cityX, cityN] of inputColumns) {
        const isVillage = code.length === 13;
        const own = counted(code, measure).map((balance) =>
          isVillage || balance.n < 10 ? { x: null, n: null } : roundedBalance(balance, 10),
        );
        pooled += own.filter((balance) => balance.n === null).length;
        expect(told[x]).toEqual(own.map((balance) => balance.x));
        expect(told[n]).toEqual(own.map((balance) => balance.n));
        expect(told[cityX]).toEqual(rounded(counted('31.75', measure)).map((balance) => balance.x));
        expect(told[cityN]).toEqual(rounded(counted('31.75', measure)).map((balance) => balance.n));
      }
    }
    expect(pooled).toBeGreaterThan(100);
  });
});

describe('the signals of ten districts', () => {
  const measures = ['documentsLapsed', 'needsUnassisted', 'childrenOutOfSchool', 'precariousShelter'] as const;

  it('tell no small number, and none that city and neighbours tell', async () => {
    const areas = await askAreas(districts, signals);
    for (const measure of measures) {
      for (let at = 0; at < 14; at += 1) {
        const shares = areas.map((area) => area.protectionSignals[at][measure]);
        for (const part of ['numerator', 'denominator'] as const) {
          const values = shares.map((one) => one[part].value as number | null);
          expect(values.filter((value) => value !== null && value > 0 && value < 10)).toEqual([]);
          const city = shares[0][part === 'numerator' ? 'cityNumerator' : 'cityDenominator'].value as number | null;
          const hidden = values.filter((value) => value === null).length;
          if (city !== null && city > 0) expect(hidden).not.toBe(1);
        }
      }
    }
  });

  it('tell the true numbers to the nearest five where they tell any, and the basis of the shares', async () => {
    const measureOf = {
      documentsLapsed: 'persons',
      needsUnassisted: 'needs',
      childrenOutOfSchool: 'children',
    } as const;
    const areas = await askAreas([...districts, '31.75', '31'], signals);
    let told = 0;
    for (const { code, protectionSignals } of areas) {
      for (const [field, measure] of Object.entries({ ...measureOf, precariousShelter: 'shelter' as const })) {
        const newestFirst = counted(code, measure).reverse();
        protectionSignals.forEach((month: any, at: number) => {
          const { x, n } = newestFirst[at] ?? { x: 0, n: 0 };
          const { basis, numerator, denominator } = month[field];
          expect(basis).toBe(n < 10 ? 'POOLED' : 'OWN');
          expect([roundedCount(x), null]).toContain(numerator.value);
          expect([roundedCount(n), null]).toContain(denominator.value);
          told += denominator.value === null ? 0 : 1;
        });
      }
    }
    expect(told).toBeGreaterThan(100);
  });

  it('show the persons of the backlog district and their city, and hide the districts beneath ten', async () => {
    const [backlog] = await askAreas([story.backlogDistrict], signals);
    expect(backlog.protectionSignals[0].documentsLapsed).toMatchObject({
      basis: 'OWN',
      denominator: { value: 20, status: 'DISCLOSED' },
      cityDenominator: { value: 120, status: 'DISCLOSED' },
    });
    const areas = await askAreas(districts, signals);
    const small = areas.filter((area) => area.protectionSignals[0].documentsLapsed.basis === 'POOLED');
    expect(small).toHaveLength(2);
    for (const area of small) {
      expect(area.protectionSignals[0].documentsLapsed.denominator).toEqual({
        value: null,
        status: 'SUPPRESSED_SMALL',
      });
    }
  });

  it('are zero where nobody is registered', async () => {
    const [area] = await askAreas(['11.01'], signals);
    expect(area.protectionSignals[0].precariousShelter).toMatchObject({
      basis: 'POOLED',
      denominator: { value: 0, status: 'DISCLOSED' },
    });
  });
});

describe('the commands for many areas', () => {
  const questions: [string, string, string[]][] = [
    ['inputs', inputs, ['find', 'find']],
    ['signals', signals, ['find', 'find', 'find']],
    ['both', `${inputs} ${signals}`, ['find', 'find', 'find']],
    ['shelters', 'shelters(first: 3) { nodes { id area { code } } totalCount }', ['aggregate', 'aggregate']],
  ];

  it.each(questions)('are as few for all areas as for two: %s', async (_, selection, expected) => {
    for (const codes of [districts.slice(0, 2), districts, [...districts, ...villages]]) {
      await askAreas(codes, selection);
      expect(commands.map(({ name }) => name)).toEqual(expected);
    }
  });

  it('are one for any number of cases and one for their persons, whose needs are not read', async () => {
    for (const some of [cases.slice(0, 2), cases]) {
      const data = await ask(
        `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on RegistrationCase { id persons { id } } } }`,
        { keys: some.map(({ _id }) => ({ __typename: 'RegistrationCase', id: _id })) },
      );
      expect(data._entities.map(({ id }: { id: string }) => id)).toEqual(some.map(({ _id }) => _id));
      expect(commands.map(({ name, command }) => [name, command.find])).toEqual([
        ['find', 'registration_cases'],
        ['find', 'registered_persons'],
      ]);
      expect(commands[1]?.command.projection).toEqual({ specificNeedPeriods: 0 });
    }
  });
});

describe('a registration case', () => {
  const question = `query ($id: ID!) { registrationCase(id: $id) { id registeredOn closedOn area { code }
    persons { id status document { validUntil lapsed } attendsSchool shelterKind } } }`;

  it('tells its persons and its district, though it is kept by village', async () => {
    const row = cases.find(({ _id }) => persons.filter(({ caseId }) => caseId === _id).length > 2);
    const { registrationCase } = await ask(question, { id: row?._id });
    const own = persons.filter(({ caseId }) => caseId === row?._id);
    expect(registrationCase).toMatchObject({
      id: row?._id,
      registeredOn: row?.registeredOn,
      closedOn: null,
      area: { code: row?.areaPath[2] },
    });
    expect(registrationCase.persons.map(({ id }: { id: string }) => id)).toEqual(own.map(({ _id }) => _id));
    registrationCase.persons.forEach((person: any, at: number) => {
      const validUntil = own[at]?.documents.at(-1)?.validUntil ?? null;
      expect(person.document?.validUntil ?? null).toBe(validUntil);
      if (validUntil !== null) expect(person.document.lapsed).toBe(validUntil < story.today);
      expect(person.shelterKind).toBe(own[at]?.shelterPeriods.at(-1)?.kind);
    });
  });

  it('tells no persons once it is closed', async () => {
    const closed = cases.find(({ closedOn }) => closedOn !== null);
    const { registrationCase } = await ask(question, { id: closed?._id });
    expect(registrationCase).toMatchObject({ closedOn: closed?.closedOn, persons: [] });
  });

  it('is null when there is none of the number', async () => {
    expect(await ask(question, { id: 'CASE-0' })).toEqual({ registrationCase: null });
  });
});

describe('shelters', () => {
  it('are listed by number down to the district', async () => {
    const [city, district, village] = await askAreas(
      ['31.75', story.shelterIncidentDistrict, shelters[0]?.areaCode ?? ''],
      'shelters { nodes { id kind area { code } openedOn closedOn } totalCount }',
    );
    expect(city.shelters.nodes.map(({ id }: { id: string }) => id)).toEqual(shelters.map(({ _id }) => _id));
    expect(city.shelters.totalCount).toBe(5);
    expect(district.shelters.totalCount).toBe(2);
    for (const { area } of city.shelters.nodes) expect(districts).toContain(area.code);
    expect(village.shelters).toEqual({ nodes: [], totalCount: 0 });
  });

  it('are given one by one, or as null', async () => {
    const data = await ask('{ shelter(id: "SHL-101") { id kind } none: shelter(id: "SHL-1") { id } }');
    expect(data).toEqual({ shelter: { id: 'SHL-101', kind: 'COMMUNITY_HOUSE' }, none: null });
  });
});
