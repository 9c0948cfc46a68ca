import { entity, subgraph } from '../support/resolve';

export const docs = [{ id: '1', title: 'T', body: 'B', tags: ['x'] }];

export const subgraphs = {
  titles: subgraph(`type Query { docs: [Doc] } type Doc @key(fields: "id") { id: ID! title: String }`, {
    Query: { docs: () => docs },
    Doc: entity(docs, 'id'),
  }),
  bodies: subgraph(`type Doc @key(fields: "id") { id: ID! body: String tags: [String] }`, { Doc: entity(docs, 'id') }),
};
