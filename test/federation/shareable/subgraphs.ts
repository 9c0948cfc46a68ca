import { entity, subgraph } from '../support/resolve';

export const towns = [
  { id: '1', name: 'Ambon', mayor: { name: 'Rio', age: 50, party: 'A' } },
  { id: '2', name: 'Bima', mayor: null },
];

export const subgraphs = {
  one: subgraph(
    `type Query { towns: [Town] @shareable first: Town @shareable }
     type Town @key(fields: "id") { id: ID! name: String @shareable mayor: Mayor @shareable }
     type Mayor @shareable { name: String age: Int }`,
    { Query: { towns: () => towns, first: () => towns[0] }, Town: entity(towns, 'id') },
  ),
  two: subgraph(
    `type Query { towns: [Town] @shareable first: Town @shareable }
     type Town @key(fields: "id") { id: ID! name: String @shareable mayor: Mayor @shareable area: Float! }
     type Mayor { name: String @shareable party: String }`,
    { Query: { towns: () => towns, first: () => towns[0] }, Town: { ...entity(towns, 'id'), area: () => 2.5 } },
  ),
};
