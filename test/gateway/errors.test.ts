import { describe, expect, it } from '@jest/globals';

import { withoutSuggestion } from '../../gateway/errors';

describe('a message without what it proposes', () => {
  it.each([
    ['Cannot query field "aa". Did you mean "a" or "ab"?', 'Cannot query field "aa".'],
    ['Unknown type "Strin". Did you mean "String"?', 'Unknown type "Strin".'],
    ['Who asks "Did you mean it?" is told so.', 'Who asks "Did you mean it?" is told so.'],
    ['It must be 1.', 'It must be 1.'],
  ])('%s', (message, left) => {
    expect(withoutSuggestion(message)).toBe(left);
  });

  it('has no other text of the client that asks the same, however often', () => {
    const value = 'Did you mean '.repeat(80_000);
    expect(withoutSuggestion(`Got "${value}". Did you mean "b"?`)).toBe(`Got "${value}".`);
    expect(withoutSuggestion(`Got "${value}".`)).toBe(`Got "${value}".`);
  });
});
