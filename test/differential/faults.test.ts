import { afterAll, describe, expect, it } from '@jest/globals';
import { execute, type GraphQLFieldResolver } from 'graphql';

import { federate } from '../federation/support/federation';
import { Random } from './support/random';
import { randomFault } from './support/random-faults';
import { randomOperation } from './support/random-operation';
import { shop, truthResolver } from './support/shop';

const isLong = process.env.TEST_LONG === '1';
const count = isLong ? 10_000 : 1_000;
const firstSeed = Number(process.env.TEST_SEED ?? 1);
const federation = federate(shop);
afterAll(() => federation.stop());

/** Fields whose value depends on others that a fault may hit: whatever they say is right. */
const dependent: Readonly<Record<string, unknown>> = {
  shipping: 987_654,
  tax: 987_654,
  trust: 987_654,
  warranty: 'anything',
  kinship: 'anything',
  extra: 'anything',
};
const isDependent = (value: unknown): boolean => Object.values(dependent).includes(value);
const resolver: GraphQLFieldResolver<any, unknown> = (row, args, context, info) =>
  dependent[info.fieldName] ?? truthResolver(row, args, context, info);

type Path = readonly (string | number)[];

describe('random operations over subgraphs that fail at random', () => {
  it(
    `keep all other data, and tell the reason of each null (${count} operations)`,
    async () => {
      for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
        const random = new Random(seed);
        const { text, document, variables } = randomOperation(federation.supergraph.apiSchema, random);
        const schema = federation.supergraph.apiSchema;
        const truth = await execute({
          schema,
          document,
          variableValues: variables,
          rootValue: {},
          fieldResolver: resolver,
        });
        const { data, errors } = await federation.ask(document, { variables, fault: randomFault(random, 0.3) });
        const problems = problemsOf(truth.data, data, errors);
        const context = { seed, text, variables, data, errors };
        expect({ ...context, problems }).toEqual({ ...context, problems: [] });
      }
    },
    isLong ? 600_000 : 60_000,
  );
});

function problemsOf(
  truth: unknown,
  data: unknown,
  errors: readonly { path?: readonly any[]; code: unknown }[],
): string[] {
  const nulled: Path[] = [];
  const unsure: Path[] = [];
  const problems: string[] = [];
  const walk = (right: any, told: any, path: Path): void => {
    // A field that is null anyway may have been hit too.
    if (isDependent(right) || right === null) unsure.push(path);
    else if (told === null && right !== null) nulled.push(path);
    else if (typeof right === 'object' && right !== null && typeof told === 'object') {
      if (Object.keys(right).join() !== Object.keys(told).join()) problems.push(`other keys at ${path.join('.')}`);
      for (const key of Object.keys(right))
        walk(right[key], told[key], [...path, Array.isArray(right) ? Number(key) : key]);
    } else if (right !== told) problems.push(`other data at ${path.join('.')}`);
  };
  walk(truth, data, []);
  for (const place of nulled) {
    if (!errors.some(({ path = [] }) => isAlong(path, place))) problems.push(`no reason for ${place.join('.')}`);
  }
  for (const { path = [], code } of errors) {
    if (typeof code !== 'string') problems.push(`no code at ${path.join('.')}`);
    const isReason = endsInNull(data, path) || [...nulled, ...unsure].some((place) => isAlong(path, place));
    if (!isReason) problems.push(`nothing is missing at ${path.join('.')}`);
  }
  return problems;
}

function endsInNull(data: any, path: Path): boolean {
  let value = data;
  for (const key of path) value = value === null ? null : value[key];
  return value === null;
}

/** True when one is the way to the other. */
function isAlong(one: Path, other: Path): boolean {
  return Array.from({ length: Math.min(one.length, other.length) }).every((_, index) => one[index] === other[index]);
}
