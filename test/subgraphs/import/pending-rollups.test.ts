import { describe, expect, it } from '@jest/globals';

import { PendingRollups } from '../../../subgraphs/import/pending-rollups';

function pendingRollups() {
  const calls: string[] = [];
  let time = 0;
  const rollups = {
    announce: (codes: readonly string[]) => {
      calls.push(`announce ${codes.join(' ')}`);
      return Promise.resolve(`t${calls.length}`);
    },
    finish: (codes: readonly string[], tokens: readonly string[]) => {
      calls.push(`finish ${codes.length} areas, ${tokens.join(' ')}`);
      return Promise.resolve();
    },
  };
  const pending = new PendingRollups(rollups, () => time);
  const batch = async (...codes: string[]): Promise<void> => {
    await pending.announce(codes);
    await pending.finishWhenMany();
  };
  const wait = (ms: number): void => void (time += ms);
  return { pending, calls, batch, wait };
}

describe('pending roll-ups', () => {
  it('announce an area once while its mark is fresh, and again before it is old', async () => {
    const { batch, calls, wait } = pendingRollups();
    await batch('31.75');
    await batch('31.75', '31.74');
    wait(15_001);
    await batch('31.75');
    expect(calls).toEqual(['announce 31.75', 'announce 31.74', 'announce 31.75']);
  });

  it('are finished with every token once, and then announced anew', async () => {
    const { pending, batch, calls, wait } = pendingRollups();
    await batch('31.75');
    wait(20_000);
    await batch('31.75');
    await pending.finish();
    await pending.finish();
    await batch('31.75');
    expect(calls).toEqual(['announce 31.75', 'announce 31.75', 'finish 1 areas, t1 t2', 'announce 31.75']);
  });

  it('are finished after 20 batches, then after 40 more, then after 80 more', async () => {
    const { batch, calls } = pendingRollups();
    const finishedAfter: number[] = [];
    for (let done = 1; done <= 200; done += 1) {
      await batch('31.75');
      if (calls.at(-1)?.startsWith('finish')) finishedAfter.push(done);
    }
    expect(finishedAfter).toEqual([20, 60, 140]);
  });

  it('are finished when there are more than 200 areas', async () => {
    const { batch, calls } = pendingRollups();
    await batch(...Array.from({ length: 200 }, (_, index) => `a${index}`));
    await batch('b');
    expect(calls.at(-1)).toBe('finish 201 areas, t1 t2');
  });

  it('leave the roll-ups alone when nothing was written', async () => {
    const { pending, batch, calls } = pendingRollups();
    for (let done = 0; done < 50; done += 1) await batch();
    await pending.finish();
    expect(calls).toEqual([]);
  });
});
