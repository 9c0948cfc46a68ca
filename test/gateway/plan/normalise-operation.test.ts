import { describe, expect, it } from '@jest/globals';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, stripIgnoredCharacters } from 'graphql';

import {
  conditionVariables,
  dataKey,
  normaliseOperation,
  plannedVariable,
} from '../../../gateway/plan/normalise-operation';

const fieldNames = new Set(['id', 'name', 'price']);

function normalise(text: string, conditions: Record<string, unknown> = {}, maxSelections = 1_000) {
  const document = parse(text);
  const normalised = normaliseOperation(document, operationOf(document), {
    conditions,
    mayDefer: true,
    fieldNames,
    maxSelections,
    authorise: (asked) => ({ asked, denied: [], met: [], personal: [], changes: [] }),
    addKeys: (planned) => planned,
  });
  return {
    ...normalised,
    planned: stripIgnoredCharacters(print(normalised.planned)),
    asked: stripIgnoredCharacters(print(normalised.asked)),
  };
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('No operation.');
  return operation;
}

describe('an operation made ready for planning', () => {
  it('has no fragments by name, conditions or selections that are left out', () => {
    const { asked } = normalise(
      'query Q($no: Boolean!) { a { ...F b @include(if: $no) } } fragment F on T { c @skip(if: false) d @skip(if: true) }',
      { no: false },
    );
    expect(asked).toBe('query Q($no:Boolean!){a{...on T{c}}}');
  });

  it('keeps one type name where nothing else is left of a selection', () => {
    expect(normalise('{ a { b @skip(if: true) } }').planned).toBe('{a{__typename}}');
  });

  it('takes introspection and the root type out, and needs no plan when nothing else was asked', () => {
    expect(normalise('{ __typename a __schema { queryType { name } } }').planned).toBe('{a}');
    expect(normalise('{ __typename t: __type(name: "T") { name } }').needsPlan).toBe(false);
  });

  it('renames aliases that could be taken for other data, and no others', () => {
    expect(normalise('{ a { id: b fine: b name: id x: __typename constructor: b } }').planned).toBe(
      '{a{a_id__named:b fine:b a_name__named:id __typename a_constructor__named:b}}',
    );
  });

  it('gives different response names different keys', () => {
    const names = ['id', 'name', 'a_id__named', '__typename', '__proto__', 'constructor', 'x', 'x__named'];
    const keys = names.map((name) => {
      const [field] = operationOf(parse(`{ ${name}: other }`)).selectionSet.selections;
      if (field?.kind !== Kind.FIELD) throw new Error('No field.');
      return dataKey(field, fieldNames);
    });
    expect(new Set(keys).size).toBe(names.length);
    for (const key of keys) expect(key in {}).toBe(false);
  });

  it('declares the variables that are used, without defaults, and none by a name of its own', () => {
    const text =
      'query ($representations: Int = 1, $no: Boolean!, $gone: Int) { a(x: [$representations]) b(y: $gone) @include(if: $no) }';
    const { planned } = normalise(text, { no: false });
    expect(planned).toBe(
      `query($${plannedVariable('representations')}:Int){a(x:[$${plannedVariable('representations')}])}`,
    );
    expect(plannedVariable('other')).toBe('other');
  });

  it('refuses what grows too large when fragments are written out, without writing them out', () => {
    // 8 fragments, each spreading the next three times: 544 bytes, some 10,000 selections.
    const levels = Array.from({ length: 8 }, (_, level) => {
      const next = level === 7 ? 'n' : `...F${level + 1}`;
      return `fragment F${level} on T{a:p{${next}}b:p{${next}}c:p{${next}}}`;
    });
    const text = `{p{...F0}}${levels.join('')}`;
    expect(text.length).toBeLessThan(544);
    expect(() => normalise(text, {}, 5_000)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'OPERATION_TOO_LARGE' }) }),
    );
  });

  it('counts a chain of fragments that would be astronomically large', () => {
    const levels = Array.from(
      { length: 200 },
      (_, level) => `fragment F${level} on T{a:p{...F${level + 1}}b:p{...F${level + 1}}}`,
    );
    expect(() => normalise(`{p{...F0}} ${levels.join(' ')} fragment F200 on T { n }`)).toThrow();
  });

  it('tells the variables that conditions depend on, those of fragments too', () => {
    const document = parse(
      '{ a @skip(if: $b) ...F @include(if: true) } fragment F on T { c @include(if: $a) d(x: $z) }',
    );
    expect(conditionVariables(document)).toEqual(['a', 'b']);
  });
});
