import { subgraph } from '../support/resolve';

export const log: string[] = [];
const write = (text: string): string => {
  log.push(text);
  return text;
};

export const subgraphs = {
  carts: subgraph(
    `type Query { cart: Cart } type Mutation { add(item: String!): Cart clear: Boolean fail: Cart }
     type Cart @key(fields: "id") { id: ID! items: [String!]! }`,
    {
      Mutation: {
        add: (_: unknown, { item }: any) => ({ id: write(`add ${item}`), items: [item] }),
        clear: () => write('clear') === 'clear',
        fail: () => {
          throw new Error(write('fail'));
        },
      },
    },
  ),
  bills: subgraph(
    `type Mutation { pay(sum: Int!): Bill } type Bill { sum: Int cart: Cart }
     type Cart @key(fields: "id") { id: ID! total: Int }`,
    {
      Mutation: { pay: (_: unknown, { sum }: any) => ({ sum: write(`pay ${sum}`) && sum, cart: { id: 'c' } }) },
      Cart: { total: ({ id }: any) => write(`total ${id}`).length },
    },
  ),
};
