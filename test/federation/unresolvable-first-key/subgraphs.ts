import { entity, subgraph } from '../support/resolve';

export const ships = [{ id: '1', sign: 'PK', name: 'Sari', crew: 12 }];

export const subgraphs = {
  registry: subgraph(
    `type Query { ships: [Ship] }
     type Ship @key(fields: "id") @key(fields: "sign") { id: ID! sign: String! name: String }`,
    {
      Query: { ships: () => ships },
      Ship: { ...entity(ships, 'id', 'sign'), sign: ({ id }: any) => ships.find((ship) => ship.id === id)?.sign },
    },
  ),
  crews: subgraph(
    `type Query { boats: [Ship] }
     type Ship @key(fields: "id", resolvable: false) @key(fields: "sign") {
       id: ID! sign: String! name: String @external crew: Int @requires(fields: "name")
     }`,
    {
      Query: { boats: () => ships.map(({ id, sign }) => ({ id, sign })) },
      Ship: {
        __resolveReference: (sent: any) => (sent.sign === undefined ? null : sent),
        crew: ({ name }: any) => ships.find((ship) => ship.name === name)?.crew,
      },
    },
  ),
};
