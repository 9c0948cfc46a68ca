import { entity, subgraph, typed } from '../support/resolve';

export const cases = [
  {
    __typename: 'Case',
    id: '1',
    secret: 's1',
    state: 'OPEN',
    parts: [
      { __typename: 'Note', text: 'n' },
      { __typename: 'Hidden', text: 'h' },
    ],
    score: 1,
  },
  { __typename: 'Case', id: '2', secret: 's2', state: 'SEALED', parts: [], score: 2 },
];

export const subgraphs = {
  cases: subgraph(
    `type Query { cases: [Case] states: [State] strict: [State!] }
     type Case @key(fields: "id") { id: ID! @inaccessible secret: String @inaccessible state: State parts: [Part] }
     enum State { OPEN SEALED @inaccessible }
     union Part = Note | Hidden
     type Note { text: String }
     type Hidden @inaccessible { text: String }`,
    {
      Query: { cases: () => cases, states: () => ['OPEN', 'SEALED', null], strict: () => ['OPEN', 'SEALED'] },
      Part: typed,
      Case: entity(cases, 'id'),
    },
  ),
  scores: subgraph(
    `type Case @key(fields: "id") {
       id: ID! @inaccessible secret: String @external score: String @requires(fields: "secret")
     }`,
    { Case: { __resolveReference: (sent: any) => sent, score: ({ secret }: any) => `scored ${secret}` } },
  ),
};
