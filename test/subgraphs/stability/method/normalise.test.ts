import { describe, expect, it } from '@jest/globals';

import { asri1 } from '../../../../subgraphs/stability/method/method-version';
import { normalise } from '../../../../subgraphs/stability/method/normalise';

describe('normalise', () => {
  it.each(asri1.indicators.map((rule) => [rule.id, rule] as const))(
    'puts the goalposts of %s at 0 and 10',
    (_, rule) => {
      expect(normalise(rule, rule.goalposts.low, 0).norm).toBe(0);
      expect(normalise(rule, rule.goalposts.high, 0).norm).toBe(10);
    },
  );

  it.each(asri1.indicators.map((rule) => [rule.id, rule] as const))(
    'rises all the way between those of %s',
    (_, rule) => {
      const steps = Array.from({ length: 50 }, (_, step) => normalise(rule, (rule.goalposts.high * step) / 49, 0).norm);
      expect(steps.every((norm, at) => at === 0 || norm > (steps[at - 1] ?? 10))).toBe(true);
    },
  );

  it('carries the error by the slope between the goalposts and drops it beyond them', () => {
    const [rule] = asri1.indicators;
    if (!rule) throw new Error('no indicator');
    const { norm, normSe } = normalise(rule, 14.4036, 3.2207);
    expect(norm).toBeCloseTo(6.652, 3);
    expect(normSe).toBeCloseTo(0.5086, 4);
    expect(normalise(rule, 61, 3.2207)).toEqual({ norm: 10, normSe: 0 });
  });
});
