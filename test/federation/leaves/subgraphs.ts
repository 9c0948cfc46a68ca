import { GraphQLScalarType } from 'graphql';

import { entity, subgraph } from '../support/resolve';

export const thing = { constructor: { __proto__: null, list: [0, false, ''] }, text: '\u2028"\\\n\ud83d', zero: 0 };
export const rows = [{ id: 7, sum: 0, ratio: 0, whole: 1e21, yes: false, text: '', any: thing, level: 'LOW' }];

export const subgraphs = {
  keys: subgraph(
    `type Query { rows: [Row] any(value: Any): Any level(of: Level): Level } scalar Any enum Level { LOW HIGH } type Row @key(fields: "id") { id: ID! }`,
    {
      Query: { rows: () => rows, any: (_: unknown, { value }: any) => value, level: (_: unknown, { of }: any) => of },
      Any: new GraphQLScalarType({ name: 'Any' }),
      Row: { __resolveReference: () => rows[0] },
    },
  ),
  values: subgraph(
    `scalar Any enum Level { LOW HIGH }
     type Row @key(fields: "id") { id: ID! sum: Int ratio: Float whole: Float yes: Boolean text: String any: Any level: Level ids: [ID!] }`,
    {
      Any: new GraphQLScalarType({ name: 'Any' }),
      Row: { ...entity([{ ...rows[0], id: '7' }], 'id'), ids: () => [1, 'two'] },
    },
  ),
};
