import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';

import { validationRules } from '../../../gateway/validate/validation-rules';

const schema = buildSchema(`
  directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  type Query { row: Row }
  type Mutation { change: Row }
  type Subscription { changed: Row }
  type Row { id: ID row: Row }`);

const messages = (text: string): string[] =>
  validate(schema, parse(text), [...specifiedRules, ...validationRules]).map(({ message }) => message);

describe('a label of @defer', () => {
  it('may be left out, and is needed once only', () => {
    expect(
      messages('{ row { ... @defer { id } ... @defer { id } ... @defer(label: "a", if: false) { id } } }'),
    ).toEqual([]);
    expect(
      messages('{ row { ... @defer(label: "a") { id } row { ...F @defer(label: "a") } } } fragment F on Row { id }'),
    ).toEqual(['The label "a" of @defer is not the only one of its name.']);
  });

  it('is no variable', () => {
    expect(messages('query ($l: String) { row { ... @defer(label: $l) { id } } }')).toEqual([
      'The label of @defer must not be a variable.',
    ]);
  });
});

describe('@defer', () => {
  it.each([
    'mutation { ... @defer { change { id } } }',
    'mutation { ...F @defer } fragment F on Mutation { change { id } }',
  ])('cannot stand on a field of a mutation: %s', (text) =>
    expect(messages(text)).toEqual(['@defer cannot stand on a field of Mutation.']),
  );

  it('cannot stand on a field of a subscription', () => {
    expect(messages('subscription { ... @defer { changed { id } } }')).toEqual([
      '@defer cannot stand on a field of Subscription.',
    ]);
  });

  it('can stand on a field of a query, and within what a mutation gives', () => {
    expect(messages('{ ... @defer { row { id } } }')).toEqual([]);
    expect(messages('mutation { change { ... @defer { id } } }')).toEqual([]);
  });
});
