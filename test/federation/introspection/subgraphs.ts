import { entity, subgraph } from '../support/resolve';

const rows = [{ id: '1', posts: 2 }];

export const subgraphs = {
  one: subgraph(
    `type Query { rows: [Row] } type Row @key(fields: "id") { id: ID! posts(first: Int): Int hidden: Int @inaccessible }`,
    {
      Query: { rows: () => rows },
      Row: entity(rows, 'id'),
    },
  ),
  two: subgraph(
    `type Row @key(fields: "id") { id: ID! posts(first: Int): Int @external rank: Int @requires(fields: "posts(first: 1)") }`,
    { Row: { ...entity(rows, 'id'), rank: ({ posts }: any) => posts } },
  ),
};
