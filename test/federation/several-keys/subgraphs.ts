import { entity, subgraph } from '../support/resolve';

export const parts = [
  { id: '1', sku: 'x', batch: { code: 'k1' }, weight: 5, origin: 'Ende' },
  { id: '2', sku: 'y', batch: { code: 'k2' }, weight: 0, origin: '' },
];

export const subgraphs = {
  ids: subgraph(`type Query { parts: [Part] } type Part @key(fields: "id") { id: ID! }`, {
    Query: { parts: () => parts },
    Part: entity(parts, 'id'),
  }),
  skus: subgraph(`type Part @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! }`, {
    Part: entity(parts, 'id', 'sku'),
  }),
  batches: subgraph(
    `type Part @key(fields: "sku") @key(fields: "batch { code }") { sku: String! batch: Batch! weight: Int }
     type Batch @shareable { code: String! }`,
    { Part: entity(parts, 'sku') },
  ),
  origins: subgraph(
    `type Part @key(fields: "batch { code }") { batch: Batch! origin: String } type Batch @shareable { code: String! }`,
    {
      Part: {
        __resolveReference: ({ batch }: any) => parts.find((part) => part.batch.code === batch.code) ?? null,
      },
    },
  ),
};
