import { describe, expect, it } from '@jest/globals';
import { print } from 'graphql';

import type { PlanCache } from '../../../gateway/plan/plan-cache';
import { warmPlans } from '../../../gateway/plan/warm-plans';

async function warm(operations: readonly string[], withinMs: number): Promise<string[]> {
  const asked: string[] = [];
  const planFor: PlanCache['planFor'] = (document) => {
    asked.push(print(document).replaceAll(/\s+/g, ' '));
    return Promise.reject(new Error('The new supergraph does not know it.'));
  };
  await warmPlans({ plans: { planFor } as PlanCache }, operations, withinMs);
  return asked;
}

describe('warming plans', () => {
  it('goes on after an operation that cannot be planned any more', async () => {
    expect(await warm(['{ a }', '{ b }'], 60_000)).toEqual(['{ a }', '{ b }']);
  });

  it('ends when its time is over', async () => {
    expect(await warm(['{ a }', '{ b }'], 0)).toEqual([]);
  });
});
