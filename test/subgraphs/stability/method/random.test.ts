import { describe, expect, it } from '@jest/globals';

import { Random } from '../../../../subgraphs/stability/method/random';

const draws = 20_000;

/** Mean and variance of many draws of a seed. */
function moments(draw: (random: Random) => number): { mean: number; variance: number } {
  const random = new Random('moments');
  const values = Array.from({ length: draws }, () => draw(random));
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws };
}

describe('Random', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const numbers = (seed: string): number[] => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(numbers('1')).toEqual(numbers('1'));
    expect(numbers('1')).not.toEqual(numbers('2'));
  });

  it.each<[string, (random: Random) => number, number, number]>([
    ['uniform', (random) => random.uniform(), 0.5, 1 / 12],
    ['normal', (random) => random.normal(), 0, 1],
    ['gamma of shape 20', (random) => random.gamma(20), 20, 20],
    ['gamma of shape 0.3', (random) => random.gamma(0.3), 0.3, 0.3],
    ['beta of 13 and 37', (random) => random.beta(13, 37), 0.26, (0.26 * 0.74) / 51],
    ['beta of 0.2 and 0.6', (random) => random.beta(0.2, 0.6), 0.25, (0.25 * 0.75) / 1.8],
  ])('draws %s with its mean and variance', (_, draw, mean, variance) => {
    const found = moments(draw);
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / draws));
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.1);
  });

  it('stays between 0 and 1 where shapes vanish', () => {
    const random = new Random('ends');
    const values = Array.from({ length: 200 }, () => random.beta(1e-300, 1e-300));
    expect(values.every((value) => value === 0 || value === 1)).toBe(true);
    expect(new Set(values).size).toBe(2);
  });
});
