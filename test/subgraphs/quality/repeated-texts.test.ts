import { describe, expect, it } from '@jest/globals';

import { RepeatedTexts } from '../../../subgraphs/quality/repeated-texts';

describe('repeated texts', () => {
  it('are all found among very many, and few others with them', () => {
    const texts = new RepeatedTexts();
    for (let at = 0; at < 300_000; at += 1) texts.add(`["31.75","${at}"]`);
    for (let at = 0; at < 50; at += 1) texts.add(`["31.75","${at}"]`);
    const found = Array.from({ length: 300_000 }, (_, at) => at).filter((at) => texts.has(`["31.75","${at}"]`));
    expect(found.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, at) => at));
    expect(found.length).toBeLessThan(50 + 6_000);
  });

  it('are none where every text came once', () => {
    const texts = new RepeatedTexts();
    texts.add('a');
    texts.add('b');
    expect(texts.any).toBe(false);
    texts.add('a');
    expect([texts.any, texts.has('a'), texts.has('b')]).toEqual([true, true, false]);
  });
});
