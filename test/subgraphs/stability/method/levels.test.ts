import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { levelOf, levelProbabilities, normalBelow } from '../../../../subgraphs/stability/method/levels';
import { asri1 } from '../../../../subgraphs/stability/method/method-version';

describe('levelOf', () => {
  it.each([
    [0, 'NORMAL'],
    [3.4999, 'NORMAL'],
    [3.5, 'WASPADA'],
    [4.9999, 'WASPADA'],
    [5, 'SIAGA'],
    [6.5, 'AWAS'],
    [10, 'AWAS'],
  ])('calls %d %s', (index, level) => {
    expect(levelOf(index, asri1)).toBe(level);
  });
});

describe('levelProbabilities', () => {
  it('sum to 1 for any index and any error', () => {
    const index = fc.double({ min: 0, max: 10, noNaN: true });
    const se = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(index, se, (at, error) => {
        const values = Object.values(levelProbabilities(at, error, asri1));
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
      }),
    );
  });

  it('are all on the level the index stands in where there is no error', () => {
    expect(levelProbabilities(5, 0, asri1)).toEqual({ NORMAL: 0, WASPADA: 0, SIAGA: 1, AWAS: 0 });
  });
});

describe('normalBelow', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.645, 0.04998490553912138],
    [1.959963984540054, 0.975],
    [-6, 9.865876450376946e-10],
    [40, 1],
    [-40, 0],
  ])('of %d is %d', (z, probability) => {
    expect(Math.abs(normalBelow(z) - probability)).toBeLessThan(1e-14);
  });
});
