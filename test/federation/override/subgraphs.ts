import { entity, subgraph } from '../support/resolve';

export const plots = [{ id: '1', use: 'from land', size: 3 }];

export const subgraphs = {
  old: subgraph(`type Query { plots: [Plot] } type Plot @key(fields: "id") { id: ID! use: String size: Int }`, {
    Query: { plots: () => plots.map((plot) => ({ ...plot, use: 'from old' })) },
    Plot: entity(plots, 'id'),
  }),
  land: subgraph(`type Plot @key(fields: "id") { id: ID! use: String @override(from: "old") }`, {
    Plot: entity(plots, 'id'),
  }),
};
