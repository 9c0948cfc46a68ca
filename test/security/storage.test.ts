import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startStore } from '../../store/main';
import { permits } from '../../subgraphs/permits';
import type { PermitModels } from '../../subgraphs/permits/models';
import { after, allOf, anyOf, before, between, from, noneOf, oneOf, upTo } from '../../subgraphs/shared/filter';
import { commandTimeMs } from '../../subgraphs/shared/guard-commands';
import { field, modelOf } from '../../subgraphs/shared/model';
import { type OpenSubgraph, openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/shared/serve-subgraph';
import { askSubgraph, officers, testKeys } from '../support/ask-subgraph';

let store: Awaited<ReturnType<typeof startStore>>;
let open: OpenSubgraph<PermitModels>;
let served: ServedSubgraph;
let commands: string[] = [];

beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
  const uri = new URL(store.uri);
  uri.searchParams.set('monitorCommands', 'true');
  const databasePrefix = `storage_${randomUUID().slice(0, 8)}`;
  open = await openSubgraph(permits, { mongodbUri: uri.toString(), embedded: true, databasePrefix });
  open.connection.getClient().on('commandStarted', ({ command }) => commands.push(JSON.stringify(command)));
  served = await serveSubgraph(permits, open, 0, { keys: testKeys });
}, 60_000);
afterAll(async () => {
  await served.stop();
  await open.close();
  await store.stop();
});
beforeEach(() => {
  commands = [];
});

const ask = (query: string, variables: object) =>
  askSubgraph(served.url, 'permits', { query, variables }, officers.immigration);

const permitsOf = (type: string) => `query ($code: AreaCode!, $value: ${type}) {
  _entities(representations: [{ __typename: "Area", code: $code }]) {
    ... on Area { stayPermits(first: 1, ${type === 'Month' ? 'filter: { endsIn: $value }' : 'after: $value'}) { nodes { id } } }
  }
}`;

/** What no scalar of ours takes. */
const odd: [string, unknown][] = [
  ['an object', { $ne: null }],
  ['a list', ['2024-10', '2024-11']],
  ['a number', 7],
  ['a boolean', true],
  ['an operator in an object in an object', { a: { $gt: '' } }],
  ['a text of a megabyte', 'x'.repeat(1_000_000)],
  ['a NUL', '2024-10\u0000'],
  ['a lone surrogate', '\ud800'],
  ['an operator as a text', '$where'],
];

describe('M3: a value that is none of its scalar', () => {
  it.each(odd)('is refused before the database is asked: a month that is %s', async (_, value) => {
    const { errors } = await ask(permitsOf('Month'), { code: '31.75.03', value });
    expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(errors).length).toBeLessThan(2_000);
    expect(commands).toEqual([]);
  });

  it.each(odd.filter(([name]) => !name.includes('number')))('is refused: a cursor that is %s', async (_, value) => {
    const { errors } = await ask(permitsOf('String'), { code: '31.75.03', value });
    expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(commands).toEqual([]);
  });
});

describe('M4: an operator of a client', () => {
  const operators = [
    ...['$where', '$expr', '$function', '$accumulator', '$jsonSchema', '$text', '$comment', '$regex', '$nor', '$or'],
    ...['$not', '$ne', '$gt', '$in', 'a.$.b', '__proto__', 'constructor'],
  ];

  it.each(operators)('%s is a text like any other where a number is asked for', async (operator) => {
    const id = JSON.stringify({ [operator]: '1' });
    const { data, errors } = await ask('query ($id: ID!) { stayPermit(id: $id) { id } }', { id });
    expect([data, errors]).toEqual([{ stayPermit: null }, undefined]);
    expect(commands).toHaveLength(1);
    // As a value in quotes, and never as a name.
    expect(commands[0]).toContain(JSON.stringify(id));
    expect(commands[0]).not.toContain(`"${operator}":"1"`);
  });

  it('cannot stand for the key of an entity', async () => {
    const query = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on StayPermit { id } } }';
    for (const id of [{ $ne: null }, { $gt: '' }, ['a', 'b'], 5, null]) {
      const { data } = await ask(query, { keys: [{ __typename: 'StayPermit', id }] });
      expect(data?._entities?.[0] ?? null).toBeNull();
      for (const command of commands) expect(command).not.toMatch(/\$ne|\$gt/);
    }
  });
});

interface Note {
  readonly _id: string;
  readonly areaCode: string;
  readonly level: number;
}

/** A collection of three notes, by the set-up of every collection; what is asked of it is in `commands`. */
async function notes() {
  const fields = { _id: field.text, areaCode: field.text, level: field.number };
  const name = `Note${randomUUID().slice(0, 8)}`;
  const model = modelOf<Note>(open.connection, name, { collection: name, fields });
  await model.insertMany([1, 2, 3].map((level) => ({ _id: `N${level}`, areaCode: '31.75', level })));
  commands = [];
  return model;
}

const many: [string, (filter: object) => (model: Awaited<ReturnType<typeof notes>>) => Promise<unknown>][] = [
  ['deleteMany', (filter) => (model) => model.deleteMany(filter).exec()],
  ['updateMany', (filter) => (model) => model.updateMany(filter, { level: 9 }).exec()],
  ['deleteMany in bulk', (filter) => (model) => model.bulkWrite([{ deleteMany: { filter } }])],
  ['updateMany in bulk', (filter) => (model) => model.bulkWrite([{ updateMany: { filter, update: { level: 9 } } }])],
];

describe('M5: a filter that would fit every document', () => {
  it.each(many)('%s: an unknown field in it is refused, never dropped', async (_, run) => {
    const model = await notes();
    await expect(run({ typo: 1 })(model)).rejects.toThrow('typo');
    expect(commands).toEqual([]);
  });

  it.each(many)('%s: an empty one is refused, in every form', async (_, run) => {
    const model = await notes();
    for (const filter of [{}, { $and: [{}] }, { $or: [{ level: 1 }, {}] }])
      await expect(run(filter)(model)).rejects.toThrow('empty filter');
    expect(commands).toEqual([]);
  });

  it.each(many)('%s: one that says which documents are meant is run', async (_, run) => {
    const model = await notes();
    await run({ level: 2 })(model);
    expect(await model.countDocuments(anyOf([{ level: 1 }, { level: 3 }]))).toBe(2);
    expect(await model.countDocuments({ level: 2 })).toBe(0);
  });

  it('is refused by a read too', async () => {
    const model = await notes();
    await expect(model.find({ typo: 1 } as object)).rejects.toThrow('typo');
    await expect(model.countDocuments({ typo: 1 } as object)).rejects.toThrow('typo');
    expect(commands).toEqual([]);
  });
});

describe('M6: an undefined in a filter', () => {
  const filters: [string, object][] = [
    ['areaCode', { level: 1, areaCode: undefined }],
    ['_id', { _id: undefined }],
    ['$or.1.level', anyOf([{ level: 1 }, { level: undefined }])],
    ['level.$gte', { level: from(undefined as never) }],
    ['areaCode.$in.1', { areaCode: oneOf(['31.75', undefined as never]) }],
  ];

  it.each(filters)('is refused by its place, before the database is asked: %s', async (path, filter) => {
    const model = await notes();
    const asked = [
      () => model.find(filter).exec(),
      () => model.findOne(filter).exec(),
      () => model.countDocuments(filter).exec(),
      () => model.distinct('level', filter).exec(),
      () => model.deleteOne(filter).exec(),
      () => model.updateOne(filter, { level: 9 }).exec(),
      () => model.replaceOne(filter, { _id: 'N1', areaCode: '31', level: 9 }).exec(),
      () => model.findOneAndDelete(filter).exec(),
      () => model.bulkWrite([{ deleteOne: { filter } }]),
      ...many.map(
        ([, run]) =>
          () =>
            run(filter)(model),
      ),
    ];
    for (const ask of asked) await expect(ask()).rejects.toThrow(`${path} is undefined in a filter`);
    await expect(model.aggregate([{ $match: filter }])).rejects.toThrow(`${path} is undefined in a filter`);
    expect(commands).toEqual([]);
  });

  it('is refused where a record is asked for by a number that is not there', async () => {
    const model = await notes();
    await expect(model.findById(undefined)).rejects.toThrow('_id is undefined');
    expect(commands).toEqual([]);
  });
});

describe('M7: operators of our own', () => {
  it.each([
    ['from', { level: from(2) }, ['N2', 'N3']],
    ['up to', { level: upTo(2) }, ['N1', 'N2']],
    ['after', { level: after(2) }, ['N3']],
    ['before', { level: before(2) }, ['N1']],
    ['between', { level: between(2, 2) }, ['N2']],
    ['one of', { _id: oneOf(['N1', 'N3']) }, ['N1', 'N3']],
    ['none of', { _id: noneOf(['N1', 'N3']) }, ['N2']],
    ['any of', anyOf([{ level: from(3) }, { _id: 'N1' }]), ['N1', 'N3']],
    ['all of', allOf([{ level: from(2) }, { level: upTo(2) }]), ['N2']],
  ])('find what they mean: %s', async (_, filter, found) => {
    const model = await notes();
    const rows = await model.find(filter as object).sort({ _id: 1 });
    expect(rows.map(({ _id }) => _id)).toEqual(found);
  });

  it('are the only ones: an operator that was built elsewhere is refused before the database is asked', async () => {
    const model = await notes();
    for (const filter of [{ level: { $gte: 2 } }, { _id: { $ne: null } }, { $where: 'true' }, { _id: { $regex: '.' } }])
      await expect(model.find(filter as object)).rejects.toThrow();
    expect(commands).toEqual([]);
  });
});

describe('M8: more than was asked for', () => {
  const extras = ['role', '__v', '_id', '$set', '$unset', 'areaPath'];

  it.each(extras)('in an input is refused before the database is asked: %s', async (extra) => {
    const query = `query ($code: AreaCode!, $filter: StayPermitFilter) {
      _entities(representations: [{ __typename: "Area", code: $code }]) {
        ... on Area { stayPermits(first: 1, filter: $filter) { nodes { id } } }
      }
    }`;
    const filter = JSON.parse(`{"endsIn":"2024-10","${extra}":{"areaCode":1}}`) as object;
    const { data, errors } = await ask(query, { code: '31.75.03', filter });
    expect(data?._entities ?? null).toBeNull();
    expect(errors?.[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(commands).toEqual([]);
  });

  it.each(['role', '__v', '$set', '$unset'])('in a document or an update is refused: %s', async (extra) => {
    const model = await notes();
    const row = { _id: 'N1', areaCode: '31', level: 1, [extra]: { level: 9 } };
    await expect(model.create(row)).rejects.toThrow(extra);
    await expect(model.insertMany([row])).rejects.toThrow(extra);
    await expect(model.replaceOne({ _id: 'N1' }, row)).rejects.toThrow();
    await expect(model.bulkWrite([{ replaceOne: { filter: { _id: 'N1' }, replacement: row } }])).rejects.toThrow();
    if (!extra.startsWith('$')) await expect(model.updateOne({ _id: 'N1' }, { [extra]: 9 })).rejects.toThrow(extra);
    expect(commands).toEqual([]);
    expect(await model.findOne({ _id: 'N1' }).lean()).toEqual({ _id: 'N1', areaCode: '31.75', level: 1 });
  });

  it('cannot give a record another number', async () => {
    const model = await notes();
    await expect(model.updateOne({ _id: 'N1' }, { _id: 'N9' })).rejects.toThrow();
    expect(await model.countDocuments({ _id: 'N9' })).toBe(0);
  });
});

describe('M10: a command', () => {
  it('of a request says how long the database may take', async () => {
    const areas = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Area {
      stayPermits(first: 1) { nodes { id } }
      permitApplications(first: 1) { nodes { id } }
      lodgings(first: 1) { nodes { id } }
      administrativeActions(first: 1) { nodes { id } }
      permitSignals(months: 1) { month }
      permitInputs { __typename }
    } } }`;
    const keys = ['31.75.03', '31.75.03.1001'].map((code) => ({ __typename: 'Area', code }));
    const queries = [
      [
        'query ($id: ID!) { stayPermit(id: $id) { id } permitApplication(id: $id) { id } lodging(id: $id) { id } }',
        { id: 'a' },
      ],
      [areas, { keys }],
      [areas, { keys: keys.slice(1) }],
    ] as const;
    for (const [query, variables] of queries) expect((await ask(query, variables)).errors).toBeUndefined();
    expect(commands.some((command) => command.startsWith('{"aggregate"'))).toBe(true);
    expect(commands.some((command) => command.startsWith('{"find"'))).toBe(true);
    for (const command of commands) expect(JSON.parse(command).maxTimeMS).toBe(commandTimeMs);
  });
});

describe('M9: the embedded store', () => {
  it('runs no code that is sent to it', async () => {
    const database = open.connection.getClient().db('any');
    await expect(database.collection('any').find({ $where: 'true' }).toArray()).rejects.toThrow();
    const stages = [{ $project: { a: { $function: { body: 'function () {}', args: [], lang: 'js' } } } }];
    await expect(database.collection('any').aggregate(stages).toArray()).rejects.toThrow();
  });
});
