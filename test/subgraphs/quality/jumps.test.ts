import { describe, expect, it } from '@jest/globals';

import { isFarFromMedian, isJump } from '../../../subgraphs/quality/jumps';

describe('a sudden jump', () => {
  it.each([
    [100, [40, 42, 41]],
    [0, [100, 104, 98]],
    [20, [0, 0, 0]],
  ])('is %i after %j', (now, before) => {
    expect(isJump(now, before)).toBe(true);
  });

  it.each([
    // Small in itself, small against the average, usual here, and with nothing to compare with.
    [15, [1, 1, 1]],
    [140, [100, 104, 98]],
    [100, [10, 60, 40]],
    [1_000, []],
  ])('is not %i after %j', (now, before) => {
    expect(isJump(now, before)).toBe(false);
  });
});

describe('a number far from the median', () => {
  it.each([
    [500, [100, 101, 102]],
    [0, [100, 101, 102]],
    // One of those before was odd itself.
    [500, [100, 101, 5_000]],
    [0, [100, 101, 0]],
  ])('is %i after %j', (now, before) => {
    expect(isFarFromMedian(now, before)).toBe(true);
  });

  it.each([
    [15, [1, 1, 1]],
    [140, [100, 101, 102]],
    [100, [10, 60, 40]],
    [1_000, []],
  ])('is not %i after %j', (now, before) => {
    expect(isFarFromMedian(now, before)).toBe(false);
  });
});
