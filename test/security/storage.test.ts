import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startStore } from '../../store/main';
import { permits } from '../../subgraphs/permits';
import type { PermitModels } from '../../subgraphs/permits/models';
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

describe('M9: the embedded store', () => {
  it('runs no code that is sent to it', async () => {
    const database = open.connection.getClient().db('any');
    await expect(database.collection('any').find({ $where: 'true' }).toArray()).rejects.toThrow();
    const stages = [{ $project: { a: { $function: { body: 'function () {}', args: [], lang: 'js' } } } }];
    await expect(database.collection('any').aggregate(stages).toArray()).rejects.toThrow();
  });
});
