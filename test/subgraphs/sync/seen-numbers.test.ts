import { describe, expect, it } from '@jest/globals';

import { SeenNumbers } from '../../../subgraphs/sync/seen-numbers';

describe('numbers that were seen', () => {
  it('are known again among a hundred thousand, and no others', () => {
    const seen = new SeenNumbers();
    const number = (index: number): string => `APOA-${index}`;
    for (let index = 0; index < 100_000; index += 2) seen.add(number(index));
    const known = Array.from({ length: 100_000 }, (_, index) => seen.has(number(index)));
    expect(known.every((each, index) => each === (index % 2 === 0))).toBe(true);
  });
});
