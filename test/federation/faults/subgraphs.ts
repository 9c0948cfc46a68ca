import type { AskOptions } from '../support/federation';
import { entity, subgraph, typed } from '../support/resolve';

export const holders = [
  { id: 'h1', name: 'Ana', rank: 1, address: { street: 'S', zip: '1' } },
  { id: 'h2', name: 'Ben', rank: 2, address: { street: 'T', zip: '2' } },
];
export const permits = [
  { __typename: 'Stay', id: 'p1', holder: 'h1', days: 10, kind: 'LONG', tags: ['a', 'b'] },
  { __typename: 'Stay', id: 'p2', holder: 'h1', days: 20, kind: 'SHORT', tags: [] },
  { __typename: 'Work', id: 'p3', holder: 'h2', days: 30, kind: 'LONG', tags: ['c'] },
];
const permitFields = `id: ID! days: Int kind: Kind tags: [String!] holder: Holder sure: Holder!`;
const holderOf = { holder: ({ holder }: any) => ({ id: holder }), sure: ({ holder }: any) => ({ id: holder }) };

export const subgraphs = {
  permits: subgraph(
    `type Query { permits: [Permit] count: Int! first: Permit stay: Stay }
     enum Kind { LONG SHORT }
     interface Permit { ${permitFields} }
     type Stay implements Permit @key(fields: "id") { ${permitFields} }
     type Work implements Permit @key(fields: "id") { ${permitFields} }
     type Holder @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Query: { permits: () => permits, count: () => permits.length, first: () => permits[0], stay: () => permits[0] },
      Permit: typed,
      Stay: { ...entity(permits, 'id'), ...holderOf },
      Work: { ...entity(permits, 'id'), ...holderOf },
    },
  ),
  people: subgraph(
    `type Holder @key(fields: "id") { id: ID! name: String rank: Int! address: Address strict: Address! }
     type Address { street: String zip: String! }`,
    { Holder: { ...entity(holders, 'id'), strict: ({ address }: any) => address } },
  ),
  grades: subgraph(
    `type Query { motto: String }
     type Holder @key(fields: "id") { id: ID! name: String @external grade: String @requires(fields: "name") bonus: Int }`,
    {
      Query: { motto: () => 'onward' },
      Holder: { __resolveReference: (sent: any) => sent, grade: ({ name }: any) => `grade of ${name}`, bonus: () => 5 },
    },
  ),
};

type Fault = NonNullable<AskOptions['fault']>;

/** Lets a test change what one subgraph answers; the data are plain JSON of this answer alone. */
export function faultOf(name: string, change: (data: any) => unknown): Fault {
  return (answer, { subgraph: asked }) => (asked === name ? { ...answer, ...(change(answer.data) as object) } : answer);
}
