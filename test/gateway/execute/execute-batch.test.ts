import { describe, expect, it } from '@jest/globals';

import { Batches } from '../../../gateway/execute/execute-batch';
import type { FetchBatch } from '../../../gateway/plan/prepared-plan';

const batch: FetchBatch = { size: 3, isChange: false, target: 'Area', bodyStart: '', variables: [], questions: [] };

describe('fetches that are asked together', () => {
  it('are asked once, when the last has come, with the questions of those that have one', async () => {
    const batches = new Batches<string>();
    const asked: (readonly string[])[] = [];
    const ask = (questions: readonly string[]): Promise<void> => {
      asked.push(questions);
      return Promise.resolve();
    };
    const first = batches.join(batch, 'a', ask);
    const second = batches.join(batch, null, ask);
    expect(asked).toEqual([]);
    await Promise.all([first, second, batches.join(batch, 'c', ask)]);
    expect(asked).toEqual([['a', 'c']]);
  });

  it('all end when asking fails: none waits for ever', async () => {
    const batches = new Batches<string>();
    const fail = (): Promise<void> => Promise.reject(new Error('broken'));
    const all = ['a', 'b', 'c'].map((question) => batches.join(batch, question, fail));
    for (const each of await Promise.allSettled(all)) {
      expect(each).toEqual({ status: 'rejected', reason: new Error('broken') });
    }
  });
});
