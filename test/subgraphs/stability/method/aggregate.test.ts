import { describe, expect, it } from '@jest/globals';

import { geometricMean } from '../../../../subgraphs/stability/method/aggregate';

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

describe('geometricMean', () => {
  // Published hazard, vulnerability, coping and risk of the INFORM Risk Index 2020.
  it.each([
    ['Indonesia', 7.2, 3.2, 4.5, 4.7],
    ['Somalia', 8.9, 9.1, 8.8, 8.9],
    ['Afghanistan', 8.8, 8.2, 7.2, 8],
    ['Australia', 2.8, 2.2, 2.1, 2.3],
    ['Bangladesh', 7.6, 5.7, 5.1, 6],
  ])('gives the published INFORM risk of %s', (_, H, V, C, published) => {
    expect(oneDecimal(geometricMean({ H, V, C }))).toBe(published);
  });

  it('gives Indonesia 4.698 before rounding', () => {
    expect(geometricMean({ H: 7.2, V: 3.2, C: 4.5 })).toBeCloseTo(4.698, 3);
  });

  it('is not an arithmetic mean: a good score does not buy off a bad one', () => {
    expect(oneDecimal((7.2 + 3.2 + 4.5) / 3)).not.toBe(4.7);
    expect(geometricMean({ H: 9, V: 9, C: 0.1 })).toBeLessThan((9 + 9 + 0.1) / 3);
  });
});
