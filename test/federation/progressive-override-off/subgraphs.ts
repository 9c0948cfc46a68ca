import { entity, subgraph } from '../support/resolve';

export const rows = [{ id: '1' }];
const old = { id: '1', rate: 'old rate', fee: 'old fee' };
const young = { id: '1', rate: 'new rate', fee: 'new fee' };

export const subgraphs = {
  old: subgraph(`type Query { rows: [Row] } type Row @key(fields: "id") { id: ID! rate: String fee: String }`, {
    Query: { rows: () => [old] },
    Row: entity([old], 'id'),
  }),
  young: subgraph(
    `type Row @key(fields: "id") {
       id: ID! rate: String @override(from: "old", label: "move-rate") fee: String @override(from: "old", label: "move-fee")
     }`,
    { Row: entity([young], 'id') },
  ),
};
