import { describe, expect, it } from '@jest/globals';
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLScalarType,
  GraphQLString,
} from 'graphql';

import { leafWriter, quote } from '../../../gateway/plan/write-leaf';

const level = new GraphQLEnumType({ name: 'Level', values: { LOW: {}, HIGH: {} } });

describe('a leaf on its way out', () => {
  it.each([
    'plain',
    '',
    'a "quote"',
    'back\\slash',
    'line\nend\u0000',
    '\u2028',
    'emoji \u{1f600}',
    'half \ud83d',
    '</script>',
  ])('is quoted as JSON quotes it: %j', (text) => expect(quote(text)).toBe(JSON.stringify(text)));

  it.each([
    [GraphQLInt, 0, '0'],
    [GraphQLInt, -2_147_483_648, '-2147483648'],
    [GraphQLInt, 2_147_483_647, '2147483647'],
    [GraphQLFloat, 1e21, '1e+21'],
    [GraphQLFloat, 0.5, '0.5'],
    [GraphQLBoolean, false, 'false'],
    [GraphQLID, 7, '"7"'],
    [GraphQLID, 'x', '"x"'],
    [GraphQLString, '', '""'],
    [level, 'LOW', '"LOW"'],
  ])('of %s: %p', (type, value, text) => expect(leafWriter(type)(value)).toBe(text));

  it.each([
    [GraphQLInt, 2_147_483_648],
    [GraphQLInt, -2_147_483_649],
    [GraphQLInt, 1.5],
    [GraphQLInt, '1'],
    [GraphQLFloat, Infinity],
    [GraphQLFloat, '1'],
    [GraphQLBoolean, 0],
    [GraphQLID, 1.5],
    [GraphQLID, {}],
    [GraphQLString, 1],
    [level, 'NONE'],
    [level, 'toString'],
  ])('is refused when it is none of %s: %p', (type, value) => expect(leafWriter(type)(value)).toBeUndefined());

  it("of a scalar of one's own is any JSON", () => {
    const write = leafWriter(new GraphQLScalarType({ name: 'Any' }));
    expect(write(JSON.parse('{"__proto__":[0]}'))).toBe('{"__proto__":[0]}');
  });
});
