import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { createPlannerCore } from '../../../gateway/plan/planner-core';

function supergraphOf(argument: string): string {
  const sdl = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key", "@context", "@fromContext"])
    type Query { shop: Shop }
    type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String! item: Item! }
    type Item @key(fields: "id") { id: ID! price${argument}: Int! }`;
  const other = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: ["@key"])
    type Item @key(fields: "id") { id: ID! weight: Int }`;
  const { supergraphSdl, errors } = composeServices([
    { name: 'shops', url: 'http://shops.test', typeDefs: parse(sdl) },
    { name: 'weights', url: 'http://weights.test', typeDefs: parse(other) },
  ]);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

describe('a supergraph with contexts', () => {
  it('is refused with the field that takes an argument from one', () => {
    const supergraph = supergraphOf('(in: String @fromContext(field: "$shop { currency }"))');
    expect(() => createPlannerCore(supergraph)).toThrow(
      'Item.price takes an argument by @fromContext, which this gateway does not support.',
    );
  });

  it('is served when no argument is taken from one', () => {
    const { tables, plan } = createPlannerCore(supergraphOf('(in: String)'));
    expect(tables.apiDefinitions.join('\n')).not.toContain('ontext');
    expect(plan('{ shop { item { price(in: "EUR") } } }', [])).toMatchObject({
      node: { operation: '{shop{item{price(in:"EUR")}}}' },
    });
  });
});
