import { describe, expect, it } from '@jest/globals';

import {
  baseRate,
  brierScore,
  brierSkill,
  calibrationTable,
  type Forecast,
} from '../../../../../subgraphs/stability/method/backtest/forecast-scores';

const forecasts: Forecast[] = [
  { probability: 0.1, outcome: 0 },
  { probability: 0.4, outcome: 1 },
  { probability: 0.7, outcome: 1 },
  { probability: 0.2, outcome: 0 },
];

describe('the scores of forecasts', () => {
  it('are those of the worked example', () => {
    const rate = baseRate(forecasts) ?? NaN;
    expect(rate).toBe(0.5);
    expect(brierScore(forecasts)).toBeCloseTo(0.125, 12);
    const reference = brierScore(forecasts.map(({ outcome }) => ({ probability: rate, outcome })));
    expect(reference).toBeCloseTo(0.25, 12);
    expect(brierSkill(brierScore(forecasts), reference)).toBeCloseTo(0.5, 12);
  });

  it('are null where there is nothing to score, or no error to save', () => {
    expect([brierScore([]), baseRate([]), brierSkill(null, 0.2), brierSkill(0.1, 0)]).toEqual([null, null, null, null]);
  });

  it('compare what was said with what happened, in ten steps', () => {
    const sure: Forecast[] = [
      { probability: 1, outcome: 1 },
      { probability: 0.95, outcome: 0 },
    ];
    expect(calibrationTable([...forecasts, ...sure])).toEqual([
      { from: 0.1, to: 0.2, forecasts: 1, meanForecast: 0.1, happened: 0 },
      { from: 0.2, to: 0.3, forecasts: 1, meanForecast: 0.2, happened: 0 },
      { from: 0.4, to: 0.5, forecasts: 1, meanForecast: 0.4, happened: 1 },
      { from: 0.7, to: 0.8, forecasts: 1, meanForecast: 0.7, happened: 1 },
      { from: 0.9, to: 1, forecasts: 2, meanForecast: 0.975, happened: 0.5 },
    ]);
  });
});
