import { describe, expect, it } from '@jest/globals';

import { apiOf } from '../../../registry/compose/api-of';
import { composeTexts } from '../../../registry/compose/compose-texts';
import { contractSupergraph } from '../../../registry/contract/contract-supergraph';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@tag"])\n';
const sdl = `${link}
type Query {
  permits(order: Order): [Permit!]! @tag(name: "public")
  detentions: [Detention!]! @tag(name: "internal")
}
type Permit @tag(name: "public") { number: ID! holder: Person @tag(name: "internal") }
type Person { name: String }
type Detention { reason: Reason }
enum Reason { OVERSTAY }
enum Order { NEWEST OLDEST @tag(name: "internal") }
`;

const composed = composeTexts([{ name: 'permits', url: 'http://localhost/', sdl, file: 'permits.graphql' }]);
const supergraph = composed.kind === 'composed' ? composed.supergraph : '';
const api = (include: string[], exclude: string[]): string =>
  apiOf(contractSupergraph(supergraph, { name: 'a', include, exclude }));

describe('a contract', () => {
  it('leaves out what is excluded, and everything that only that leads to', () => {
    const told = api([], ['internal']);
    expect(told).toContain('permits(order: Order): [Permit!]!');
    expect(told).toContain('NEWEST');
    for (const hidden of ['OLDEST', 'holder', 'detentions', 'Person', 'Detention', 'Reason', 'OVERSTAY']) {
      expect(told).not.toContain(hidden);
    }
  });

  it('has only what is included, where that is said, and what is excluded not even then', () => {
    const told = api(['public'], ['internal']);
    expect(told).toContain('number: ID!');
    expect(told).not.toMatch(/detentions|holder|Person/);
    expect(api(['public'], [])).not.toMatch(/detentions|holder/);
  });

  it('has no field that gives what is excluded as a whole', () => {
    const whole = contractSupergraph(supergraph, {
      name: 'a',
      include: [],
      exclude: ['public'],
    });
    expect(apiOf(whole)).not.toMatch(/Permit|permits/);
  });

  it('is no schema where nothing is left', () => {
    expect(() => api(['nothing'], [])).toThrow();
  });
});
