import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, print, printSchema, validateSchema } from 'graphql';

import { buildApiSchema } from '../../../gateway/plan/build-api-schema';

const everything = `
  """What is asked"""
  schema { query: Root mutation: Change }
  directive @mark(by: String = "us") repeatable on FIELD
  type Root { node(id: ID!, of: Filter = { kinds: [ONE], deep: { most: 2 } }): Node any: [Any!]! at: Moment }
  type Change { set(id: ID!): Boolean @deprecated(reason: "use put") }
  interface Node { id: ID! }
  interface Named implements Node { id: ID! name: String }
  type One implements Node & Named { id: ID! name: String }
  type Two { one: One }
  union Any = One | Two
  enum Kind { ONE TWO @deprecated }
  input Filter { kinds: [Kind!] = [TWO] deep: Deep }
  input Deep @oneOf { most: Int least: Int }
  scalar Moment @specifiedBy(url: "https://example.com")`;

const definitionsOf = (sdl: string): string[] => parse(sdl).definitions.map((node) => print(node));

describe('the schema that clients see', () => {
  it.each([everything, 'type Query { a: Int } type Mutation { b: Int }'])(
    'is the one that graphql-js builds at once: %#',
    async (sdl) => {
      const [ours, theirs] = [await buildApiSchema(definitionsOf(sdl)), buildSchema(sdl)];
      expect(printSchema(ours)).toBe(printSchema(theirs));
      expect(ours.getDirectives().map(({ name }) => name)).toEqual(theirs.getDirectives().map(({ name }) => name));
      expect(validateSchema(ours)).toEqual([]);
    },
  );

  it('lets others have the thread while it is built', async () => {
    const types = Array.from({ length: 2_000 }, (_, type) => `type T${type} { next: T${(type + 1) % 2_000} a: Int }`);
    let turns = 0;
    let isBuilt = false;
    const count = (): void => {
      turns += 1;
      if (!isBuilt) setImmediate(count);
    };
    count();
    await buildApiSchema(['type Query { first: T0 }', ...types]);
    isBuilt = true;
    expect(turns).toBeGreaterThan(3);
  });
});
