import { isDeepStrictEqual } from 'node:util';

import { afterAll, describe, expect, it } from '@jest/globals';

import { federate } from '../federation/support/federation';
import { loadScenarios } from '../federation/support/scenarios';

/** Scenarios without faults: how bad subgraphs are told of is another matter than what good ones say. */
const scenarios = loadScenarios()
  .map((scenario) => ({ ...scenario, operations: scenario.operations.filter(({ expected }) => !expected.fault) }))
  .filter(({ operations }) => operations.length > 0);

describe.each(scenarios)("Apollo's own gateway beside ours: $name", ({ subgraphs, labels, operations }) => {
  const federation = federate(subgraphs, { labels });
  afterAll(() => federation.stop());

  it.each(operations)('$title', async ({ text: query, expected }) => {
    const { data } = await federation.ask(query, expected);
    const stock = await federation.askStock(query, expected).catch((error: unknown) => ({ data: null, error }));
    const isSame = isDeepStrictEqual(stock.data ?? null, data);
    expect({ isSame, stock, data }).toEqual({ isSame: expected.unlikeStock === undefined, stock, data });
  });
});
