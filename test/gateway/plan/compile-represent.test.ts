import { describe, expect, it } from '@jest/globals';

import { compileRepresent } from '../../../gateway/plan/compile-represent';
import type { DataRewrite, RequiredSelection } from '../../../gateway/plan/query-plan';
import { TypeRelations } from '../../../gateway/plan/type-relations';

const relations = new TypeRelations({ Animal: ['Cat', 'Dog'] });
const field = (name: string, selections?: RequiredSelection[], alias?: string): RequiredSelection => ({
  kind: 'Field',
  name,
  ...(selections && { selections }),
  ...(alias !== undefined && { alias }),
});
const on = (typeCondition: string, ...selections: RequiredSelection[]): RequiredSelection => ({
  kind: 'InlineFragment',
  typeCondition,
  selections,
});
const represent = (requires: RequiredSelection[], rewrites: DataRewrite[] = []) =>
  compileRepresent(requires, rewrites, relations);

describe('a representation', () => {
  it('has the required fields of the type, and nothing else of the object', () => {
    const write = represent([on('Cat', field('__typename'), field('id')), on('Dog', field('name'))]);
    expect(write({ __typename: 'Cat', id: 'a"b', name: 'Tom', other: 1 })).toBe('{"__typename":"Cat","id":"a\\"b"}');
    expect(write({ __typename: 'Dog', id: '1', name: null })).toBe('{"name":null}');
  });

  it('is none for an object whose type is not asked for, or not told', () => {
    const write = represent([on('Cat', field('id'))]);
    expect(write({ __typename: 'Dog', id: '1' })).toBeNull();
    expect(write({ id: '1' })).toBeNull();
  });

  it('takes an interface for each of its types', () => {
    expect(represent([on('Animal', field('id'))])({ __typename: 'Dog', id: 1 })).toBe('{"id":1}');
  });

  it('is undefined when a required field was never brought, at any depth', () => {
    const write = represent([on('Cat', field('id'), field('home', [field('street')]))]);
    expect(write({ __typename: 'Cat', home: { street: 'S' } })).toBeUndefined();
    expect(write({ __typename: 'Cat', id: '1', home: [{ street: 'S' }, {}] })).toBeUndefined();
    expect(write({ __typename: 'Cat', id: '1', home: null })).toBe('{"id":"1","home":null}');
  });

  it('keeps 0, false, the empty text, nulls in lists and lists of lists', () => {
    const write = represent([on('Cat', field('zero'), field('no'), field('text'), field('rows', [field('n')]))]);
    expect(write({ __typename: 'Cat', zero: 0, no: false, text: '', rows: [[{ n: 0 }], null, []] })).toBe(
      '{"zero":0,"no":false,"text":"","rows":[[{"n":0}],null,[]]}',
    );
  });

  it('reads a field under its alias and sends it under its name', () => {
    expect(
      represent([on('Cat', field('posts', undefined, 'required_0_posts'))])({
        __typename: 'Cat',
        required_0_posts: 3,
        posts: 4,
      }),
    ).toBe('{"posts":3}');
  });

  it('never reads a prototype', () => {
    expect(represent([on('Cat', field('constructor'))])({ __typename: 'Cat' })).toBeUndefined();
  });

  it('sends what a rewrite says in place of the data', () => {
    const rewrite: DataRewrite = { kind: 'ValueSetter', path: ['... on Cat', '__typename'], setValueTo: 'Animal' };
    const object = { __typename: 'Cat', id: '1' };
    expect(represent([on('Cat', field('__typename'), field('id'))], [rewrite])(object)).toBe(
      '{"__typename":"Animal","id":"1"}',
    );
    expect(object.__typename).toBe('Cat');
  });
});
