import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { rankIntervals, ranksOf } from '../../../../subgraphs/stability/method/rank-intervals';

describe('ranksOf', () => {
  it('ranks from the highest down; equal values share a rank', () => {
    expect(ranksOf([3, 5, 5, 1])).toEqual([3, 1, 1, 4]);
  });
});

describe('rankIntervals', () => {
  it('leaves no doubt between areas far apart', () => {
    const far = [8, 6, 4].map((index) => ({ index, se: 0.1 }));
    expect(rankIntervals(far)).toEqual([1, 2, 3].map((rank) => ({ rank, low: rank, high: rank })));
  });

  it('leaves all doubt between areas that cannot be told apart', () => {
    const alike = [5, 5.01, 5.02].map((index) => ({ index, se: 1 }));
    expect(rankIntervals(alike).map(({ low, high }) => [low, high])).toEqual([
      [1, 3],
      [1, 3],
      [1, 3],
    ]);
  });

  it('gives the ranks of the middle their due: 90 % for two areas a known distance apart', () => {
    // The lower one is above with probability 0.04: beyond the 5 % left out. With 0.06 it is within.
    const apart = (distance: number) =>
      rankIntervals(
        [
          { index: distance, se: 1 },
          { index: 0, se: 0 },
        ],
        { draws: 20_000 },
      );
    expect(apart(1.7507)[0]).toEqual({ rank: 1, low: 1, high: 1 });
    expect(apart(1.5548)[0]).toEqual({ rank: 1, low: 1, high: 2 });
  });

  it('gives the same answer for the same areas and seed', () => {
    const areas = Array.from({ length: 30 }, (_, at) => ({ index: at / 5, se: 0.5 }));
    expect(rankIntervals(areas)).toEqual(rankIntervals(areas));
    expect(rankIntervals(areas, { seed: 'another' })).not.toEqual(rankIntervals(areas));
  });

  it('always has the rank within its interval, and the interval within the areas', () => {
    const area = fc.record({
      index: fc.double({ min: 0, max: 10, noNaN: true }),
      se: fc.double({ min: 0, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(area, { maxLength: 20 }), (areas) => {
        for (const { rank, low, high } of rankIntervals(areas, { draws: 50 })) {
          const ladder = [1, low, rank, high, areas.length];
          expect([...ladder].sort((one, other) => one - other)).toEqual(ladder);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('has nothing to say of no areas', () => {
    expect(rankIntervals([])).toEqual([]);
  });
});
