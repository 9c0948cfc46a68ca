import { subgraph } from '../support/resolve';

export const wells = [{ id: '1', depth: 30 }];

export const subgraphs = {
  ground: subgraph(`type Query { wells: [Well] } type Well @key(fields: "id") { id: ID! depth: Int }`, {
    Query: { wells: () => wells.map(({ id }) => ({ id })) },
    Well: {
      __resolveReference: (sent: any) => wells.find(({ id }) => id === sent.id) ?? null,
      depth: ({ id }: any) => wells.find((well) => well.id === id)?.depth,
    },
  }),
  costs: subgraph(
    `type Query { wellCosts: [Well] }
     type Well @key(fields: "id") {
       id: ID! depth: Int @external dig: Int @requires(fields: "depth") fill: Int @requires(fields: "depth")
     }`,
    {
      Query: { wellCosts: () => wells.map(({ id }) => ({ id })) },
      Well: {
        __resolveReference: (sent: any) => sent,
        dig: ({ depth }: any) => (depth ?? null) && depth * 2,
        fill: ({ depth }: any) => (depth ?? null) && depth * 3,
      },
    },
  ),
};
