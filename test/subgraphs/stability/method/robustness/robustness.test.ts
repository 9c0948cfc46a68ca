import { describe, expect, it } from '@jest/globals';

import type { AssessmentInput } from '../../../../../subgraphs/stability/method/assessment-input';
import { robustness, type RobustnessReport } from '../../../../../subgraphs/stability/method/robustness/robustness';
import { goldenInput } from '../golden/golden';

const input = goldenInput as AssessmentInput;

describe('robustness', () => {
  it('finds the published intervals of the worked example, and the arithmetic alternative', async () => {
    const told: number[] = [];
    const progress = (done: number): unknown => told.push(done);
    const { areas } = await robustness(input, { draws: 20_000, seed: '1', threads: 2, progress });
    const published = { '31.75.03@2024-10': [4.69, 5.64, 5.27], '31.75.06@2024-10': [2.58, 3.34, 3.2] };
    for (const [key, [low, high, arithmetic]] of Object.entries(published)) {
      const { drawn90, arithmetic: found } = areas[key] ?? {};
      expect(Math.abs((drawn90?.[0] ?? NaN) - (low ?? NaN))).toBeLessThan(0.03);
      expect(Math.abs((drawn90?.[1] ?? NaN) - (high ?? NaN))).toBeLessThan(0.03);
      expect(found).toBeCloseTo(arithmetic ?? NaN, 2);
    }
    expect(areas['31.75.03@2024-10']).toMatchObject({ rank: 1, rank90: [1, 1] });
    expect(areas['31.75.06@2024-10']).toMatchObject({ rank: 2, rank90: [2, 2] });
    expect(told.at(-1)).toBe(20_000);
    expect(told).toEqual([...told].sort((one, other) => one - other));
  });

  it('gives the same answer with one thread or three, also where the draws are no multiple of anything', async () => {
    const by = (threads: number): Promise<RobustnessReport> => robustness(input, { draws: 1_234, seed: 'a', threads });
    expect(await by(3)).toEqual(await by(1));
  });

  it('tells nothing but the names of an area without an index', async () => {
    const [first] = input.areas;
    if (!first) throw new Error('no area');
    const without = { ...input, areas: [{ ...first, cells: {} }] };
    const { areas } = await robustness(without, { draws: 100, seed: '1', threads: 1 });
    expect(areas['31.75.03@2024-10']).toEqual({
      index: null,
      ci90: null,
      drawn90: null,
      arithmetic: null,
      rank: null,
      rank90: null,
    });
  });
});
