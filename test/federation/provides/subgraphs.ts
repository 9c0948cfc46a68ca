import { entity, subgraph } from '../support/resolve';

export const owners = [{ id: 'o1', name: 'Ida', email: 'ida@x' }];
export const pets = [
  { id: 'p1', owner: owners[0], home: { street: 'S1', city: 'C1' } },
  { id: 'p2', owner: null, home: null },
];

export const subgraphs = {
  owners: subgraph(`type Owner @key(fields: "id") { id: ID! name: String @shareable email: String }`, {
    Owner: entity(owners, 'id'),
  }),
  pets: subgraph(
    `type Query { pets: [Pet] known: [Pet] @provides(fields: "owner { name }") }
     type Pet @key(fields: "id") { id: ID! owner: Owner }
     type Owner @key(fields: "id") { id: ID! name: String @external }`,
    { Query: { pets: () => pets, known: () => pets } },
  ),
};
