import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { apportion, spreadEvenly } from '../../../subgraphs/security/apportion';

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

describe('apportion', () => {
  it('gives what is left over to the largest remainders', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [50, 30, 20])).toEqual([4, 2, 1]);
  });

  it('sums to the total, each share less than one off its exact value', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), weights, (total, given) => {
        const shares = apportion(total, given);
        expect(sumOf(shares)).toBe(total);
        shares.forEach((share, index) => {
          expect(Math.abs(share - (total * (given[index] ?? 0)) / sumOf(given))).toBeLessThan(1);
        });
      }),
    );
  });
});

describe('spreadEvenly', () => {
  it('makes parts that differ by one at most', () => {
    expect(spreadEvenly(11, 4)).toEqual([3, 3, 3, 2]);
    expect(spreadEvenly(0, 2)).toEqual([0, 0]);
  });
});
