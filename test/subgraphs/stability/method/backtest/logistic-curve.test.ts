import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fitLogisticCurve, type Observation } from '../../../../../subgraphs/stability/method/backtest/logistic-curve';
import { Random } from '../../../../../subgraphs/stability/method/random';

const index = fc.double({ min: 0, max: 10, noNaN: true });
const outcome = fc.constantFrom<0 | 1>(0, 1);

describe('fitLogisticCurve', () => {
  it('finds the curve that outcomes were drawn from', () => {
    const random = new Random('curve');
    const truth = (value: number): number => 1 / (1 + Math.exp(-1.2 * (value - 6)));
    const observations = Array.from({ length: 20_000 }, (): Observation => {
      const value = random.between(0, 10);
      return { value, outcome: random.uniform() < truth(value) ? 1 : 0 };
    });
    const curve = fitLogisticCurve(observations);
    for (const value of [2, 4, 5, 6, 7, 9]) expect(Math.abs(curve(value) - truth(value))).toBeLessThan(0.02);
  });

  it('says on average what happened', () => {
    const observations: Observation[] = [1, 2, 3, 4, 5, 6, 7, 8].map((value) => ({
      value,
      outcome: value > 4 || value === 2 ? 1 : 0,
    }));
    const curve = fitLogisticCurve(observations);
    const mean = observations.reduce((sum, { value }) => sum + curve(value), 0) / observations.length;
    expect(Math.abs(mean - 5 / 8)).toBeLessThan(0.01);
  });

  it('gives a probability between 0 and 1 whatever was observed: nothing, one kind only, or two kinds clean apart', () => {
    expect(fitLogisticCurve([])(3)).toBe(0.5);
    fc.assert(
      fc.property(fc.array(fc.record({ value: index, outcome }), { maxLength: 40 }), index, (observations, at) => {
        const probability = fitLogisticCurve(observations)(at);
        expect(probability > 0 && probability < 1).toBe(true);
      }),
    );
  });
});
