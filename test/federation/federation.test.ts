import { afterAll, describe, expect, it } from '@jest/globals';

import { federate } from './support/federation';
import { loadScenarios } from './support/scenarios';

const byText = (one: unknown, other: unknown): number => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

describe.each(loadScenarios())('$name', ({ subgraphs, labels, operations }) => {
  const federation = federate(subgraphs, { labels });
  afterAll(() => federation.stop());

  it.each(operations)('$title', async ({ text, expected }) => {
    const { data, errors, fetches, parts } = await federation.ask(text, expected);
    const told = errors.map(({ path, code }) => ({ ...(path === undefined ? {} : { path }), code }));
    expect({ data, errors: told.sort(byText) }).toEqual({
      data: expected.data,
      errors: [...(expected.errors ?? [])].sort(byText),
    });
    const [, ...later] = parts.map(({ errors: _, ...part }) => part);
    if (expected.later) expect(later).toEqual(expected.later);
    expected.sent?.(fetches);
  });
});
