import { subgraph } from '../support/resolve';

export const subgraphs = {
  one: subgraph(
    `type Query { step: Step count: Int } type Mutation { step: Step } type Step { query: Query! number: Int }`,
    {
      Query: { step: () => ({ query: {}, number: 1 }), count: () => 5 },
      Mutation: { step: () => ({ query: {}, number: 2 }) },
    },
  ),
  two: subgraph(`type Query { word(of: String): String list: [Int] }`, {
    Query: { word: (_: unknown, { of }: any) => `word ${of ?? ''}`, list: () => [1, 2] },
  }),
};
