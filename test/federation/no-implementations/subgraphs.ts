import { subgraph } from '../support/resolve';

export const subgraphs = {
  only: subgraph(
    `type Query { ghost: Ghost real: Int must: Ghost! }
     interface Ghost @key(fields: "id", resolvable: false) { id: ID! }`,
    { Query: { real: () => 1 }, Ghost: { __resolveType: () => null } },
  ),
  other: subgraph(
    `type Query { seen: Ghost } type Ghost @key(fields: "id") @interfaceObject { id: ID! colour: String }`,
    { Query: { seen: () => ({ id: '1', colour: 'grey' }) } },
  ),
};
