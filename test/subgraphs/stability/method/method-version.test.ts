import { describe, expect, it } from '@jest/globals';

import { asri1 } from '../../../../subgraphs/stability/method/method-version';

describe('asri-1', () => {
  it('cannot be changed while it runs', () => {
    const parts: unknown[] = [
      asri1,
      asri1.indicators,
      asri1.indicators[0]?.goalposts,
      asri1.levels[0],
      asri1.severityWeights,
    ];
    expect(parts.every(Object.isFrozen)).toBe(true);
  });

  it('has twelve indicators of equal weight, four to a dimension, named after it', () => {
    expect(asri1.indicators.map(({ id }) => id).join(' ')).toBe('H1 H2 H3 H4 V1 V2 V3 V4 C1 C2 C3 C4');
    expect(asri1.indicators.every(({ id, dimension, weight }) => id.startsWith(dimension) && weight === 1)).toBe(true);
  });

  it('keeps the goalposts, windows and transforms that its name stands for', () => {
    const rows = asri1.indicators.map(({ id, form, goalposts, transform, windowDays }) =>
      [id, form, `${goalposts.low}-${goalposts.high}`, transform, windowDays ?? '-'].join(' '),
    );
    expect(rows).toEqual([
      'H1 RATE 0-60 LOG 90',
      'H2 RATE 0-20 LOG 180',
      'H3 RATE 0-15 LOG 30',
      'H4 SHARE 0-0.2 LINEAR -',
      'V1 PERSON_SHARE 0-0.4 LINEAR -',
      'V2 PERSON_SHARE 0-0.6 LINEAR -',
      'V3 PERSON_SHARE 0-0.8 LINEAR -',
      'V4 PERSON_SHARE 0-0.5 LINEAR -',
      'C1 SHARE 0-0.5 LINEAR -',
      'C2 SHARE 0-0.8 LINEAR -',
      'C3 VALUE 0-180 LINEAR -',
      'C4 SHARE 0-0.8 LINEAR 30',
    ]);
  });

  it('gives lawful conduct no weight, and every step of severity twice the one below', () => {
    expect(Object.values(asri1.severityWeights)).toEqual([0, 1, 2, 4, 8, 16]);
  });
});
