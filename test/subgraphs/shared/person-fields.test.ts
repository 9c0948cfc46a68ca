import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { lastMonthEnd } from '../../../subgraphs/shared/month-signals';
import { roundedBalance } from '../../../subgraphs/shared/person-fields';

const group = fc
  .integer({ min: 10, max: 60 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

describe('what the index takes of persons', () => {
  it('is rounded to five, and stands for three different numbers at least', () => {
    const likes = new Map<string, Set<number>>();
    for (let n = 10; n <= 60; n += 1) {
      for (let x = 0; x <= n; x += 1) {
        const { x: toldX, n: toldN } = roundedBalance({ x, n }, 10);
        expect([toldX % 5, toldN % 5]).toEqual([0, 0]);
        const key = `${toldX} of ${toldN}`;
        likes.set(key, (likes.get(key) ?? new Set()).add(x));
      }
    }
    // 60 is the last tried: the likes of what is told as 60 go on to 62.
    for (const [key, values] of likes) if (!key.endsWith('60')) expect([key, values.size >= 3]).toEqual([key, true]);
  });

  it('has no more of a part than of its group, and keeps what is few and what is not apart as the signals do', () => {
    fc.assert(
      fc.property(group, ({ x, n }) => {
        const told = roundedBalance({ x, n }, 10);
        expect(told.x).toBeLessThanOrEqual(told.n);
        expect(told.x < 10).toBe(x < 10);
        if (x >= 10) expect(told.n - told.x < 10).toBe(n - x < 10);
      }),
    );
  });
});

describe('the day on which persons are counted', () => {
  it.each([
    ['2024-09', '2024-10-15', '2024-09-30'],
    ['2024-10', '2024-10-01', '2024-09-30'],
    ['2024-10', '2024-10-30', '2024-09-30'],
    ['2024-10', '2024-10-31', '2024-10-31'],
    ['2024-10', '2024-11-01', '2024-10-31'],
    ['2024-11', '2024-11-01', '2024-10-31'],
  ])('is for %s, asked on %s, %s', (month, today, day) => expect(lastMonthEnd(month, today)).toBe(day));
});
