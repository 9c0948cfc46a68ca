import { entity, subgraph } from '../support/resolve';

export const goods = [
  { id: '1', price: 10, weight: 2, box: { w: 1, h: 2, maker: { id: 'm' } }, note: null },
  { id: '2', price: 0, weight: 0, box: { w: 0, h: 0, maker: null }, note: '' },
  { id: '3', price: null, weight: 3, box: null, note: 'x' },
];
export const cost = ({ price, weight }: { price: number | null; weight: number }): number | null =>
  price === null ? null : price + weight;
export const volume = (box: any): string => (box === null ? 'none' : `${box.w}x${box.h}x${box.maker?.id ?? '-'}`);

export const subgraphs = {
  shop: subgraph(
    `type Query { goods: [Good] }
     type Good @key(fields: "id") { id: ID! price: Int weight: Int note: String box: Box }
     type Box { w: Int h: Int maker: Maker } type Maker @key(fields: "id") { id: ID! }`,
    { Query: { goods: () => goods }, Good: entity(goods, 'id') },
  ),
  freight: subgraph(
    `type Good @key(fields: "id") {
       id: ID! price: Int @external weight: Int @external box: Box @external note: String @external
       cost: Int @requires(fields: "price weight")
       volume: String @requires(fields: "box { w h maker { id } }")
       noted: Boolean @requires(fields: "note")
     }
     type Box @external { w: Int h: Int maker: Maker } type Maker @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Good: {
        __resolveReference: (sent: any) => sent,
        cost,
        volume: ({ box }: any) => volume(box),
        noted: ({ note }: any) => note !== null,
      },
    },
  ),
  tax: subgraph(
    `type Good @key(fields: "id") { id: ID! cost: Int @external tax(percent: Int = 50): Float @requires(fields: "cost") }`,
    {
      Good: {
        __resolveReference: (sent: any) => sent,
        tax: ({ cost: sum }: any, { percent }: any) => (sum === null ? null : (sum * percent) / 100),
      },
    },
  ),
};
