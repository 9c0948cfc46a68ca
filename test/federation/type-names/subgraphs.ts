import { entity, subgraph, typed } from '../support/resolve';

const rows = [{ __typename: 'A', id: '1', size: { unit: 'm' } }];

export const subgraphs = {
  one: subgraph(
    `schema { query: Root mutation: Doing }
     type Root { all: [I] one: A } type Doing { touch: A }
     interface I { id: ID! } type A implements I @key(fields: "id") { id: ID! }`,
    { Root: { all: () => rows, one: () => rows[0] }, Doing: { touch: () => rows[0] }, I: typed, A: entity(rows, 'id') },
  ),
  two: subgraph(`type A @key(fields: "id") { id: ID! size: Size } type Size { unit: String }`, {
    A: entity(rows, 'id'),
  }),
};
