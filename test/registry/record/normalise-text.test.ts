import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { normaliseText } from '../../../common/normalise-text';

describe('an operation as it is kept', () => {
  it('has none of the values that a client wrote into it', () => {
    const { text, name } = normaliseText(
      parse(
        'query Find { permit(number: "IT-403047", year: 1987, near: [106.8, 6.2], like: """secret""") { a } } # me',
      ),
    );
    expect(text).not.toMatch(/403047|1987|106|secret|me/);
    expect(text).toBe('query Find {\n  permit(number: "", year: 0, near: [], like: "") {\n    a\n  }\n}');
    expect(name).toBe('Find');
  });

  it('is the same whatever the values, and keeps names of the schema', () => {
    const of = (text: string) => normaliseText(parse(text)).digest;
    expect(of('{ areas(within: "31.75", level: CITY) { code } }')).toBe(of('{areas(within:"31.74",level:CITY){code}}'));
    expect(of('{ areas(level: CITY) { code } }')).not.toBe(of('{ areas(level: VILLAGE) { code } }'));
  });
});
