import { entity, subgraph, typed } from '../support/resolve';

export const shelves = [
  {
    name: 'one',
    holds: [{ __typename: 'Book', id: 'b1', title: 'Dunes' }, { __typename: 'Lamp', id: 'l1', watts: 9 }, null],
  },
  { name: 'two', holds: [] },
];
export const stock = [
  { __typename: 'Book', id: 'b1', price: 12, weight: 3, postage: 36, notes: ['torn', null] },
  { __typename: 'Lamp', id: 'l1', price: 40, weight: 2, postage: 80, notes: null },
];

const held = shelves.flatMap(({ holds }) => holds);

export const subgraphs = {
  shelves: subgraph(
    `type Query { shelves: [Shelf!]! shelf(name: String!): Shelf }
     type Shelf { name: String! holds: [Thing] box: Box }
     type Box { size: Int colour: String }
     union Thing = Book | Lamp
     type Book @key(fields: "id") { id: ID! title: String weight: Int @external postage: Int @requires(fields: "weight price(currency: EUR)") price(currency: Currency): Int @external }
     type Lamp @key(fields: "id") { id: ID! watts: Int }
     enum Currency { EUR USD }`,
    {
      Query: {
        shelves: () => shelves,
        shelf: (_: unknown, { name }: any) => shelves.find((each) => each.name === name),
      },
      Shelf: { box: () => ({ size: 4, colour: 'red' }) },
      Thing: typed,
      Book: { ...entity(held.filter(Boolean) as any[], 'id'), postage: ({ weight, price }: any) => weight * price },
      Lamp: entity(held.filter(Boolean) as any[], 'id'),
    },
  ),
  stock: subgraph(
    `interface Priced { id: ID! price(currency: Currency): Int }
     type Book implements Priced @key(fields: "id") { id: ID! price(currency: Currency): Int weight: Int notes: [String] }
     type Lamp implements Priced @key(fields: "id") { id: ID! price(currency: Currency): Int weight: Int notes: [String] }
     enum Currency { EUR USD }`,
    {
      Priced: typed,
      Book: {
        ...entity(stock, 'id'),
        price: ({ price }: any, { currency }: any) => (currency === 'USD' ? price * 2 : price),
      },
      Lamp: {
        ...entity(stock, 'id'),
        price: ({ price }: any, { currency }: any) => (currency === 'USD' ? price * 2 : price),
      },
    },
  ),
};
