import { describe, expect, it } from '@jest/globals';

import type { SampleParameter } from '../../../gateway/samples/sample-operation';
import { sampleVariables } from '../../../gateway/samples/sample-variables';

const parameter = (name: string, type: string, of: Partial<SampleParameter> = {}): SampleParameter => ({
  name,
  type,
  kind: 'text',
  isList: false,
  isRequired: false,
  about: { en: `About ${name}.`, id: '' },
  ...of,
});

const parameters = [
  parameter('code', 'AreaCode!', { isRequired: true }),
  parameter('months', 'Int', { kind: 'whole number' }),
  parameter('share', 'Float', { kind: 'number' }),
  parameter('open', 'Boolean', { kind: 'truth value' }),
  parameter('codes', '[AreaCode!]', { isList: true }),
  parameter('ranks', '[Int!]', { kind: 'whole number', isList: true }),
];

const read = (search: string): unknown => {
  const asked = new URLSearchParams(search);
  return sampleVariables({ parameters }, new Map([...asked.keys()].map((name) => [name, asked.getAll(name)])));
};

const mistakeIn = (search: string): string => {
  try {
    read(search);
  } catch (error) {
    expect((error as { extensions: unknown }).extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    return (error as Error).message;
  }
  return '';
};

describe('the variables of a sample operation', () => {
  it('are the texts of the address by their types; what is empty is left out', () => {
    expect(read('code=31.75&months=12&share=0.5&open=false&codes=31.75.01,31.75.02&codes=31.75.03&ranks=')).toEqual({
      code: '31.75',
      months: 12,
      share: 0.5,
      open: false,
      codes: ['31.75.01', '31.75.02', '31.75.03'],
    });
  });

  it.each([
    ['months=x', 'months must be one whole number.'],
    ['months=1e99', 'months must be one whole number.'],
    ['months=1&months=2', 'months must be one whole number.'],
    ['share=NaN', 'share must be one number.'],
    ['open=constructor', 'open must be true or false.'],
    ['ranks=1,x', 'ranks must be a list of whole numbers, separated by commas.'],
    ['nope=1', '"nope" is no parameter.'],
  ])('are refused in words, with all parameters there are: %s', (search, message) => {
    expect(mistakeIn(`code=31.75&${search}`)).toBe(
      `${message} The parameters are code (AreaCode!), months (Int), share (Float), open (Boolean), codes ([AreaCode!]), ranks ([Int!]).`,
    );
  });

  it('are refused with all mistakes together', () => {
    expect(mistakeIn('months=x&nope=1')).toMatch(/^"nope" is no parameter. code is needed: About code. months must be/);
  });
});
