import { subgraph } from '../support/resolve';

export const seats = [
  { row: 1, hall: { house: 'north', number: 2 }, price: 10 },
  { row: 2, hall: { house: 'south', number: 0 }, price: 0 },
];
const same = (one: any, sent: any): boolean =>
  one.row === sent.row && one.hall.house === sent.hall.house && one.hall.number === sent.hall.number;

export const subgraphs = {
  halls: subgraph(
    `type Query { seats: [Seat!]! }
     type Seat @key(fields: "row hall { house number }") { row: Int! hall: Hall! }
     type Hall @shareable { house: String! number: Int! }`,
    { Query: { seats: () => seats } },
  ),
  prices: subgraph(
    `type Seat @key(fields: "row hall { number house }") { row: Int! hall: Hall! price: Int! }
     type Hall @shareable { house: String! number: Int! }`,
    { Seat: { __resolveReference: (sent: any) => seats.find((seat) => same(seat, sent)) ?? null } },
  ),
};
