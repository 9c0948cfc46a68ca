import { describe, expect, it } from '@jest/globals';
import { buildSchema, type DocumentNode, Kind, parse } from 'graphql';

import { Authorisation } from '../../../gateway/authorise/authorisation';
import { unprotected } from '../../../gateway/authorise/protections';
import { allRights } from '../../../gateway/authorise/rights';
import { noCosts } from '../../../gateway/cost/costs';
import { PlanCache } from '../../../gateway/plan/plan-cache';
import { TypeRelations } from '../../../gateway/plan/type-relations';

function cacheOf(plan: () => Promise<object>, planCacheEntries = 10) {
  const schema = buildSchema('type Query { a: Int b: Int c: Int }');
  const sources = {
    schema,
    relations: new TypeRelations({}),
    fieldNames: new Set<string>(),
    interfaceObjects: new Set<string>(),
    costs: noCosts,
    listSize: 10,
  };
  const authorisation = { isLogged: false, isDryRun: false };
  const limits = { planningTimeoutMs: 0, planningQueue: 0, planCacheEntries, maxSelections: 100 };
  const options = { ...limits, authorisation, costListSize: 10, overrideLabels: [] };
  const asked: string[] = [];
  const planner = {
    plan: (operation: string) => {
      asked.push(operation.replaceAll(/\s+/g, ' '));
      return plan();
    },
  };
  return {
    cache: new PlanCache(planner, sources, new Authorisation(schema, unprotected, authorisation), options),
    asked,
  };
}

const nothing = (): Promise<object> => Promise.resolve({});

function ask(cache: PlanCache, text: string | DocumentNode, variables = {}) {
  const document = typeof text === 'string' ? parse(text) : text;
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('No operation.');
  return cache.planFor(document, operation, variables, { rights: allRights });
}

describe('plans', () => {
  it('are made once, however many ask at the same time', async () => {
    const { cache, asked } = cacheOf(nothing);
    const plans = await Promise.all(Array.from({ length: 50 }, () => ask(cache, '{ a }')));
    expect(new Set(plans).size).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('are one for a thousand ways to space an operation', async () => {
    const { cache, asked } = cacheOf(nothing);
    for (let spaces = 0; spaces < 1_000; spaces += 1) await ask(cache, `{${' '.repeat(spaces)}a ,b # ${spaces}\n}`);
    expect(asked).toEqual(['{ a b }']);
    expect(cache.size).toBe(1);
  });

  it('are kept up to a number; the one that was not asked for longest goes first', async () => {
    const { cache, asked } = cacheOf(nothing, 2);
    const a = parse('{ a }');
    for (const text of [a, '{ b }', a, '{ c }', a, '{ b }']) await ask(cache, text);
    expect(cache.size).toBe(2);
    expect(asked).toEqual(['{ a }', '{ b }', '{ c }', '{ b }']);
  });

  it('are not forgotten for operations that are refused', async () => {
    let isBusy = false;
    const { cache, asked } = cacheOf(() => (isBusy ? Promise.reject(new Error('busy')) : nothing()), 2);
    const a = parse('{ a }');
    await ask(cache, a);
    isBusy = true;
    for (const text of ['{ b }', '{ c }', '{ a b }', '{ a c }']) await expect(ask(cache, text)).rejects.toThrow('busy');
    await ask(cache, a);
    expect(asked.filter((text) => text === '{ a }')).toHaveLength(1);
  });

  it('are kept by number whatever the conditions of one document', async () => {
    const { cache, asked } = cacheOf(nothing, 4);
    const names = ['t', 'u', 'v', 'w', 'x', 'y', 'z'];
    const variables = names.map((name) => `$${name}: Boolean!`).join();
    const fields = names.map((name) => `${name}: a @skip(if: $${name})`).join(' ');
    const document = parse(`query (${variables}) { ${fields} b }`);
    const askAll = async (): Promise<void> => {
      for (let bits = 0; bits < 128; bits += 1) {
        await ask(cache, document, Object.fromEntries(names.map((name, index) => [name, (bits & (1 << index)) !== 0])));
      }
    };
    await askAll();
    await askAll();
    expect(cache.size).toBe(4);
    expect(asked).toHaveLength(256);
  });

  it('differ by the values of conditions, and by nothing else of the variables', async () => {
    const { cache, asked } = cacheOf(nothing);
    const document = parse('query ($yes: Boolean!, $other: Int) { a @include(if: $yes) b }');
    for (const variables of [{ yes: true }, { yes: false }, { yes: true, other: 1 }])
      await ask(cache, document, variables);
    expect(asked).toEqual(['{ a b }', '{ b }']);
  });

  it('that failed are made anew', async () => {
    let isBroken = true;
    const { cache, asked } = cacheOf(() => (isBroken ? Promise.reject(new Error('late')) : Promise.resolve({})));
    const document = parse('{ a }');
    await expect(ask(cache, document)).rejects.toThrow('late');
    isBroken = false;
    await expect(ask(cache, document)).resolves.toBeDefined();
    expect(asked).toHaveLength(2);
    expect(cache.size).toBe(1);
  });

  it('refuse an operation that is too large before it is planned', async () => {
    const { cache, asked } = cacheOf(nothing);
    await expect(ask(cache, `{ ${'a '.repeat(101)} }`)).rejects.toMatchObject({
      extensions: { code: 'OPERATION_TOO_LARGE' },
    });
    expect(asked).toEqual([]);
  });
});
