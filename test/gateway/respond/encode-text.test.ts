import { describe, expect, it } from '@jest/globals';

import { encodeTexts } from '../../../gateway/respond/encode-text';

const long = 'Jatinegara – é – 雅加达 – 👩‍🌾 '.repeat(40_000);

describe('texts as they are sent', () => {
  it.each([
    ['nothing', []],
    ['plain letters', ['{"a":1}']],
    ['letters of one to four bytes', ['a', 'é', '雅', '👩‍🌾']],
    ['pieces within pieces, in their order', ['a', ['b', ['c', 'd'], 'e'], 'f']],
    ['a text far beyond what was sent before', ['a', [long, [long]], 'z']],
  ])('are UTF-8: %s', (_, texts) => {
    const expected = Buffer.from(texts.flat(3).join(''));
    expect(encodeTexts(...texts).equals(expected)).toBe(true);
  });

  it('stay as they are when others are encoded after them', () => {
    const first = encodeTexts('the first');
    encodeTexts(long);
    encodeTexts('something else');
    expect(first.toString()).toBe('the first');
  });
});
