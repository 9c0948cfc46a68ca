import { afterAll, describe, expect, it } from '@jest/globals';
import { execute } from 'graphql';

import { federate } from '../federation/support/federation';
import { Random } from './support/random';
import { randomOperation } from './support/random-operation';
import { shop, truthResolver } from './support/shop';

const isLong = process.env.TEST_LONG === '1';
const count = isLong ? 20_000 : 2_000;
const firstSeed = Number(process.env.TEST_SEED ?? 1);
const federation = federate(shop);
afterAll(() => federation.stop());

describe('random operations over four subgraphs', () => {
  it(
    `give the data that one schema over the same records gives (${count} operations)`,
    async () => {
      for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
        const { text, document, variables } = randomOperation(federation.supergraph.apiSchema, new Random(seed));
        const truth = await execute({
          schema: federation.supergraph.apiSchema,
          document,
          variableValues: variables,
          rootValue: {},
          fieldResolver: truthResolver as never,
        });
        const { data, errors } = await federation.ask(document, { variables });
        const context = { seed, text, variables };
        // Compared as text: the order of the fields counts.
        expect({ ...context, data: JSON.stringify(data), errors }).toEqual({
          ...context,
          data: JSON.stringify(truth.data),
          errors: [],
        });
      }
    },
    isLong ? 600_000 : 60_000,
  );
});
