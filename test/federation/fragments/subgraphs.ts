import { entity, subgraph } from '../support/resolve';

export const nodes = [
  { id: '1', label: 'root', parent: null, weight: 1 },
  { id: '2', label: 'leaf', parent: '1', weight: 2 },
];
const of = (id: string | null) => nodes.find((node) => node.id === id) ?? null;

export const subgraphs = {
  labels: subgraph(
    `type Query { nodes: [Node] } interface Labelled { label: String }
     type Node implements Labelled @key(fields: "id") { id: ID! label: String parent: Node children: [Node!]! }`,
    {
      Query: { nodes: () => nodes },
      Labelled: { __resolveType: () => 'Node' },
      Node: {
        ...entity(nodes, 'id'),
        parent: ({ parent }: any) => of(parent),
        children: ({ id }: any) => nodes.filter(({ parent }) => parent === id),
      },
    },
  ),
  weights: subgraph(`type Node @key(fields: "id") { id: ID! weight: Int }`, { Node: entity(nodes, 'id') }),
};
