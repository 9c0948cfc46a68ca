import { entity, subgraph } from '../support/resolve';

const echo = (args: unknown): string => JSON.stringify(args);
const rows = [{ id: '1' }];

export const subgraphs = {
  one: subgraph(
    `type Query { echo(filter: Filter, ids: [ID!], limit: Int = 7, mode: Mode = SLOW): String rows: [Row] }
     input Filter { text: String = "all" sizes: [Int] within: Filter mode: Mode }
     enum Mode { SLOW FAST }
     type Row @key(fields: "id") { id: ID! }`,
    { Query: { echo: (_: unknown, args: unknown) => echo(args), rows: () => rows }, Row: entity(rows, 'id') },
  ),
  two: subgraph(
    `type Row @key(fields: "id") { id: ID! echo(filter: Filter, representations: [Int], list: [[Int]]): String }
     input Filter { text: String = "all" sizes: [Int] within: Filter mode: Mode }
     enum Mode { SLOW FAST }`,
    { Row: { ...entity(rows, 'id'), echo: (_: unknown, args: unknown) => echo(args) } },
  ),
};
