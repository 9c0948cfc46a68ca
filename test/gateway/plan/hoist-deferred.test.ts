import { describe, expect, it } from '@jest/globals';
import { Kind, parse, print, stripIgnoredCharacters } from 'graphql';

import { hoistDeferred } from '../../../gateway/plan/hoist-deferred';

function hoisted(text: string): string {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation.');
  return stripIgnoredCharacters(print(hoistDeferred(operation.selectionSet)));
}

describe('a deferred fragment', () => {
  it.each([
    ['has its own condition within', '{ a { ... on B @defer { x } } }', '{a{...@defer{...on B{x}}}}'],
    [
      'is taken out of the fragments that it stands in, with their conditions',
      '{ a { ... on A { x ... on B { y ... on C @defer { z } } } } }',
      '{a{...on A{x ...on B{y}}...@defer{...on A{...on B{...on C{z}}}}}}',
    ],
    [
      'stays in the deferred fragment that it stands in',
      '{ a { ... on A @defer(label: "1") { x ... on B { ... @defer(label: "2") { y } } } } }',
      '{a{...@defer(label:"1"){...on A{x}...@defer(label:"2"){...on A{...on B{...{y}}}}}}}',
    ],
    ['stays in the field that it stands in', '{ a { b { ... @defer { x } } } }', '{a{b{...@defer{...{x}}}}}'],
  ])('%s', (_, text, expected) => expect(hoisted(text)).toBe(expected));
});
