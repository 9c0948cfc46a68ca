import { entity, subgraph } from '../support/resolve';

export const stalls = [
  { id: 's1', goods: ['g1', 'g2'] },
  { id: 's2', goods: ['g2', 'g3'] },
];
export const goods = [
  { id: 'g1', name: 'Rice', price: 3, maker: { name: 'Ani', town: 'Bima' } },
  { id: 'g2', name: 'Salt', price: 1, maker: { name: 'Budi', town: 'Sape' } },
  { id: 'g3', name: 'Tea', price: 2, maker: { name: 'Citra', town: 'Wera' } },
];
const good = (id: string) => ({ id });

export const subgraphs = {
  market: subgraph(
    `type Query { stalls: [Stall] best: Good last: Good }
     type Stall { id: ID! goods: [Good] }
     type Good @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Query: { stalls: () => stalls, best: () => good('g1'), last: () => good('g3') },
      Stall: { goods: (stall: any) => stall.goods.map(good) },
    },
  ),
  ledger: subgraph(
    `type Good @key(fields: "id") { id: ID! name: String price(times: Int = 1): Int maker: Maker fragile: Int! }
     type Maker { name: String town: String }`,
    {
      Good: {
        ...entity(goods, 'id'),
        price: ({ price }: any, { times }: any) => price * times,
        fragile: ({ id }: any) => {
          if (id === 'g3') throw new Error('g3 is lost');
          return 1;
        },
      },
    },
  ),
};
