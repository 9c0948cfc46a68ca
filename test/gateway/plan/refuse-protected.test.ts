import { composeServices } from '@apollo/composition';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { createPlannerCore } from '../../../gateway/plan/planner-core';

function supergraphOf(imports: string, field: string, type = ''): string {
  const sdl = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])
    type Query { cases: [Case] }
    type Case ${type} { id: ID! ${field} }
    scalar Unused`;
  const { supergraphSdl, errors } = composeServices([{ name: 'cases', url: 'http://c.test', typeDefs: parse(sdl) }]);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

describe('a supergraph with rights that the gateway does not ask for', () => {
  it.each([
    ['"@authenticated"', 'name: String @authenticated', '', 'Case.name is protected by @authenticated'],
    [
      '"@requiresScopes"',
      'name: String @requiresScopes(scopes: [["a"]])',
      '',
      'Case.name is protected by @requiresScopes',
    ],
    ['"@policy"', 'name: String', '@policy(policies: [["p"]])', 'Case is protected by @policy'],
    ['{ name: "@authenticated", as: "@login" }', 'name: String @login', '', 'Case.name is protected by @'],
  ])('is refused with the first of them: %s', (imports, field, type, reason) => {
    expect(() => createPlannerCore(supergraphOf(imports, field, type))).toThrow(reason);
  });

  it('is served where the directives are imported and protect nothing', () => {
    const supergraph = supergraphOf('"@authenticated", "@requiresScopes"', 'name: String');
    expect(createPlannerCore(supergraph).tables.apiDefinitions.join('\n')).not.toContain('authenticated');
  });
});
