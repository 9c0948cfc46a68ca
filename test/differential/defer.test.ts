import { afterAll, describe, expect, it } from '@jest/globals';
import { execute, type GraphQLFieldResolver } from 'graphql';

import { type AskOptions, federate } from '../federation/support/federation';
import type { AnswerError } from '../federation/support/merged-answer';
import { problemsOf, resolver } from './support/problems';
import { Random } from './support/random';
import { randomFault } from './support/random-faults';
import { randomOperation } from './support/random-operation';
import { shop, truthResolver } from './support/shop';

const isLong = process.env.TEST_LONG === '1';
const count = isLong ? 4_000 : 200;
const timeout = isLong ? 600_000 : 60_000;
const firstSeed = Number(process.env.TEST_SEED ?? 1);
const federation = federate(shop);
afterAll(() => federation.stop());

/** A random operation with deferred fragments: the whole truth, and what came in parts. */
async function asked(random: Random, fieldResolver: GraphQLFieldResolver<any, unknown>, fault?: AskOptions['fault']) {
  const schema = federation.supergraph.apiSchema;
  const { text, document, variables } = randomOperation(schema, random, { defer: 0.6 });
  const truth = await execute({ schema, document, variableValues: variables, rootValue: {}, fieldResolver });
  const answer = await federation.ask(document, { variables, mayDefer: true, fault });
  return { text, variables, truth: JSON.parse(JSON.stringify(truth.data)), ...answer };
}

describe('random operations with deferred fragments', () => {
  it(
    `give, all parts merged, what they give without @defer (${count} operations)`,
    async () => {
      let later = 0;
      for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
        const answer = await asked(new Random(seed), truthResolver as never);
        const { text, variables, truth, data, errors, parts } = answer;
        const context = { seed, text, variables };
        expect({ ...context, data, errors }).toEqual({ ...context, data: truth, errors: [] });
        later += parts.length - 1;
      }
      expect(later).toBeGreaterThan(count);
    },
    timeout,
  );

  it(
    `keep all other data when subgraphs fail at random, and tell in each part the reason of its nulls (${count} operations)`,
    async () => {
      for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
        const random = new Random(seed);
        const { text, variables, truth, parts } = await asked(random, resolver, randomFault(random, 0.3));
        const problems = parts.flatMap(({ path, data, errors }, index) => {
          const from = (error: AnswerError) => ({ ...error, path: error.path?.slice(path.length) ?? [] });
          const before = parts.slice(0, index).flatMap((part) => part.errors);
          const earlier = before.filter((error) => path.every((key, at) => error.path?.[at] === key)).map(from);
          return problemsOf(at(truth, path), data, errors.map(from), { isPart: true, earlier });
        });
        const context = { seed, text, variables, parts };
        expect({ ...context, problems }).toEqual({ ...context, problems: [] });
      }
    },
    timeout,
  );
});

function at(value: any, path: readonly (string | number)[]): unknown {
  return path.reduce((within, key) => within[key], value);
}
