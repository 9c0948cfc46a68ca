import { describe, expect, it } from '@jest/globals';

import { readSample } from '../../../gateway/samples/sample-operation';

const notes = `# title: Areas
# title (id): Wilayah
# about: Names of areas.
# about (id): Nama wilayah.
# for: anybody, analyst
# $codes: Which areas.
# $codes (id): Wilayah mana.
# $first: How many.
# $first (id): Berapa banyak.
`;
const operation =
  'query Areas($codes: [AreaCode!]!, $first: Int! = 20) { areas(codes: $codes, first: $first) { name } }\n';

describe('a sample operation', () => {
  it('is what its comment says, in both languages, with its variables as parameters', () => {
    expect(readSample('areas', notes + operation)).toEqual({
      name: 'areas',
      kind: 'query',
      title: { en: 'Areas', id: 'Wilayah' },
      about: { en: 'Names of areas.', id: 'Nama wilayah.' },
      for: ['anybody', 'analyst'],
      purpose: null,
      rows: null,
      parameters: [
        {
          name: 'codes',
          type: '[AreaCode!]!',
          kind: 'text',
          isList: true,
          isRequired: true,
          about: { en: 'Which areas.', id: 'Wilayah mana.' },
        },
        {
          name: 'first',
          type: 'Int!',
          kind: 'whole number',
          isList: false,
          isRequired: false,
          fallback: 20,
          about: { en: 'How many.', id: 'Berapa banyak.' },
        },
      ],
      text: operation,
    });
  });

  it.each([
    ['a text that is missing', notes.replace('# title (id): Wilayah\n', '') + operation, 'say "# title (id): ..."'],
    ['a parameter without a meaning', notes.replace(/# \$first: .*\n/, '') + operation, 'say "# $first: ..."'],
    ['a meaning without a parameter', `# $last: x\n${notes}${operation}`, 'nothing is known of $last'],
    [
      'a name that addresses use',
      (notes + operation).replaceAll('$first', '$format'),
      'call the variable format otherwise',
    ],
    ['several operations', `${notes}${operation}query B { a }`, 'none or several operations'],
    ['what is no GraphQL', `${notes}query {`, 'Syntax Error'],
  ])('is refused with its file and the mistake: %s', (_what, file, message) => {
    expect(() => readSample('areas', file)).toThrow(`examples/operations/areas.graphql: `);
    expect(() => readSample('areas', file)).toThrow(message);
  });
});
