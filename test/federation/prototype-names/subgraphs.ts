import { subgraph } from '../support/resolve';

const of = (name: string) => `the ${name}`;
const resolve = { constructor: () => of('constructor'), toString: () => of('toString') };

export const subgraphs = {
  one: subgraph(
    `type Query { rows: [Row] constructor: String } type Row @key(fields: "valueOf") { valueOf: ID! constructor: String }`,
    {
      Query: { rows: () => [{ valueOf: 'v' }, { valueOf: 'w' }], constructor: resolve.constructor },
      Row: { constructor: resolve.constructor },
    },
  ),
  two: subgraph(
    `type Row @key(fields: "valueOf") { valueOf: ID! constructor: String @external toString: String loud: String @requires(fields: "constructor") }`,
    {
      Row: {
        __resolveReference: (sent: any) => (sent.valueOf === 'w' ? null : sent),
        toString: resolve.toString,
        loud: ({ constructor }: any) => String(constructor).toUpperCase(),
      },
    },
  ),
};
