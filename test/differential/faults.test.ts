import { afterAll, describe, expect, it } from '@jest/globals';
import { execute } from 'graphql';

import { federate } from '../federation/support/federation';
import { problemsOf, resolver } from './support/problems';
import { Random } from './support/random';
import { randomFault } from './support/random-faults';
import { randomOperation } from './support/random-operation';
import { shop } from './support/shop';

const isLong = process.env.TEST_LONG === '1';
const count = isLong ? 10_000 : 1_000;
const firstSeed = Number(process.env.TEST_SEED ?? 1);
const federation = federate(shop);
afterAll(() => federation.stop());

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
