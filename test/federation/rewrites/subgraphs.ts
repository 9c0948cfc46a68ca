import { entity, subgraph, typed } from '../support/resolve';

export const rows = [
  { __typename: 'Number', id: '1', value: 0, maybe: 0 },
  { __typename: 'Text', id: '2', value: '', maybe: null },
  { __typename: 'Flag', id: '3', value: false, maybe: null },
];

export const subgraphs = {
  values: subgraph(
    `type Query { rows: [Row] } union Row = Number | Text | Flag
     type Number @key(fields: "id") { id: ID! value: Int! }
     type Text @key(fields: "id") { id: ID! value: String! }
     type Flag @key(fields: "id") { id: ID! value: Boolean! }`,
    {
      Query: { rows: () => rows },
      Row: typed,
      Number: entity(rows, 'id'),
      Text: entity(rows, 'id'),
      Flag: entity(rows, 'id'),
    },
  ),
  doubles: subgraph(
    `type Number @key(fields: "id") { id: ID! value: Int! @external double: Int @requires(fields: "value") }
     type Text @key(fields: "id") { id: ID! value: String! @external double: String @requires(fields: "value") }
     type Flag @key(fields: "id") { id: ID! value: Boolean! @external double: Boolean @requires(fields: "value") }`,
    {
      Number: { __resolveReference: (sent: any) => sent, double: ({ value }: any) => value * 2 },
      Text: { __resolveReference: (sent: any) => sent, double: ({ value }: { value: string }) => value + value },
      Flag: { __resolveReference: (sent: any) => sent, double: ({ value }: any) => value },
    },
  ),
};
