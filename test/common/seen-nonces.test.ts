import { describe, expect, it } from '@jest/globals';

import { SeenNonces } from '../../common/seen-nonces';

describe('the nonces of the window', () => {
  it('are each taken once', () => {
    const nonces = new SeenNonces();
    expect(nonces.take('a', 1_000, 1_000)).toBe(true);
    expect(nonces.take('b', 1_000, 1_000)).toBe(true);
    expect(nonces.take('a', 1_000, 1_030)).toBe(false);
  });

  it('are refused when the memory is full, until some leave the window', () => {
    const nonces = new SeenNonces(2);
    expect(nonces.take('a', 1_000, 1_000)).toBe(true);
    expect(nonces.take('b', 1_001, 1_001)).toBe(true);
    expect(nonces.take('c', 1_002, 1_002)).toBe(false);
    expect(nonces.take('d', 1_031, 1_031)).toBe(true);
    expect(nonces.take('e', 1_031, 1_031)).toBe(false);
  });

  it('that were forgotten are not taken again when the clock goes back', () => {
    const nonces = new SeenNonces();
    expect(nonces.take('a', 1_000, 1_000)).toBe(true);
    expect(nonces.take('b', 1_100, 1_100)).toBe(true);
    expect(nonces.take('a', 1_000, 1_000)).toBe(false);
  });
});
