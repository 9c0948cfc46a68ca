import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { Kind, parse } from 'graphql';

import { anonymous, type Asker } from '../../../gateway/auth/viewer';
import { CostAccounts } from '../../../gateway/cost/budgets';
import { compileCost } from '../../../gateway/cost/compile-cost';
import { saysCosts } from '../../../gateway/cost/costs';
import { readCosts } from '../../../gateway/cost/read-costs';
import { buildApiSchema } from '../../../gateway/plan/build-api-schema';
import { createPlannerCore } from '../../../gateway/plan/planner-core';

function supergraph(sdl: string, imports = '"@key", "@cost", "@listSize"'): string {
  const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])\n`;
  const { supergraphSdl, errors } = composeServices([{ name: 's', url: 'http://s.test', typeDefs: parse(link + sdl) }]);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const shop = supergraph(`
  type Query {
    item: Item
    items: [Item]
    many: [Item] @listSize(assumedSize: 50)
    first(first: Int = 7): [Item] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    byIds(ids: [ID!]!): [Item]
    page(first: Int = 20): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    dear: Int @cost(weight: 40)
    search(text: String @cost(weight: 9)): Item
    named: constructor
  }
  type Mutation { change: Item }
  type Page { nodes: [Item] total: Int }
  type Item { id: ID name: String heavy: Heavy shade: Shade parts: [Item] }
  type Heavy @cost(weight: 5) { id: ID }
  type constructor { toString: ID }
  enum Shade @cost(weight: 2) { DARK }
`);

async function costOf(query: string, variables = {}): Promise<number> {
  const { tables } = createPlannerCore(shop);
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation.');
  const schema = await buildApiSchema(tables.apiDefinitions);
  return compileCost(operation, { schema, costs: tables.costs, listSize: 10 })(variables);
}

describe('D12: the cost of an operation', () => {
  it.each([
    ['one object', '{ item { id name } }', 1],
    ['a list of which nothing is said', '{ items { id } }', 10],
    ['lists in lists', '{ items { parts { id } } }', 10 + 100],
    ['an assumed size', '{ many { id } }', 50],
    ['a slicing argument', '{ first(first: 3) { id } }', 3],
    ['its default', '{ first { id } }', 7],
    ['a list of keys', `{ byIds(ids: [${'"1", '.repeat(300)}]) { id } }`, 300],
    ['a sized field of a page', '{ page(first: 4) { total nodes { id } } }', 1 + 4],
    ['a negative size', '{ first(first: -5) { id } }', 0],
    ['a huge size', '{ first(first: 1000000000) { id parts { parts { parts { id } } } } }', 1e12],
    ['a field with a weight', '{ dear }', 40],
    ['an argument with a weight', '{ search(text: "x") { id } }', 9 + 1],
    ['types with a weight', '{ item { heavy { id } shade } }', 1 + 5 + 2],
    ['types with names of prototypes', '{ named { toString } }', 1],
    ['aliases, each by itself', '{ a: many { id } b: many { id } }', 100],
    ['a mutation', 'mutation { change { id } }', 10 + 1],
  ])('is what the directives say: %s', async (_, query, expected) => {
    expect(await costOf(query)).toBe(expected);
  });

  it('goes by the variables of each request', async () => {
    const query = 'query($n: Int, $ids: [ID!]!) { first(first: $n) { id } byIds(ids: $ids) { id } }';
    expect(await costOf(query, { n: 30, ids: Array.from({ length: 50 }, () => '1') })).toBe(80);
    expect(await costOf(query, { ids: [] })).toBe(7 + 10);
  });

  it('is read under whatever name the directives are imported', () => {
    const renamed = supergraph('type Query { a: Int @weight(weight: 3) }', '{ name: "@cost", as: "@weight" }');
    expect(readCosts(parse(renamed)).weights).toEqual({ 'Query.a': 3 });
  });

  it('is not judged where a supergraph says nothing', () => {
    expect(saysCosts(readCosts(parse(supergraph('type Query { a: [Int] }', '"@key"'))))).toBe(false);
    expect(saysCosts(readCosts(parse(shop)))).toBe(true);
  });
});

describe('D22: a budget', () => {
  const viewer = (id: string, role = 'analyst'): Asker => ({
    viewer: { id, role, agency: null, scopes: [], areas: [], client: null, expiresAt: Infinity },
    purpose: null,
  });
  const clock = { now: 0 };
  const accountsOf = (budgets: Record<string, number>) =>
    new CostAccounts(new Map(Object.entries(budgets)), () => clock.now);

  it('is of each viewer by role, and of all who have not signed in together', () => {
    const accounts = accountsOf({ analyst: 100, anonymous: 10 });
    expect(accounts.take(viewer('a'), 60)).toBe(40);
    expect(accounts.take(viewer('b'), 60)).toBe(40);
    expect(() => accounts.take(viewer('a'), 60)).toThrow('The budget of 100 points a minute is spent');
    expect(accounts.take(anonymous, 10)).toBe(0);
    expect(() => accounts.take(anonymous, 1)).toThrow('is spent');
    expect(accounts.take(viewer('c', 'auditor'), 1_000)).toBeNull();
  });

  it('comes back evenly, and says when there is enough', () => {
    const accounts = accountsOf({ '*': 60 });
    expect(accounts.take(viewer('a'), 60)).toBe(0);
    expect(() => accounts.take(viewer('a'), 30)).toThrow(
      expect.objectContaining({ status: 429, headers: { 'retry-after': '30' } }),
    );
    clock.now += 30_000;
    expect(accounts.take(viewer('a'), 30)).toBe(0);
  });

  it('is given back what an operation did not cost', () => {
    const accounts = accountsOf({ '*': 100 });
    accounts.take(viewer('a'), 90);
    expect(accounts.settle(viewer('a'), 90, 5)).toBe(95);
    expect(accounts.settle(viewer('a'), 0, 50)).toBe(95);
  });

  it('lets an operation run that costs more than all of it, once, and then waits longer', () => {
    const accounts = accountsOf({ '*': 100 });
    expect(accounts.take(viewer('a'), 250)).toBe(0);
    expect(() => accounts.take(viewer('a'), 1)).toThrow(expect.objectContaining({ headers: { 'retry-after': '91' } }));
  });
});
