import { entity, subgraph } from '../support/resolve';

export const levels = [4, 8, 15, 16, 23, 42];
const rivers = [
  { id: '1', __typename: 'Creek', gauge: { id: 'g1' } },
  { id: '2', __typename: 'Stream', gauge: { id: 'g2' } },
];
export const sum = (list: readonly any[]): number =>
  list.reduce<number>((total, { height }) => total + Number(height), 0);
export const heights = (count: number) => levels.slice(0, count).map((height) => ({ height }));
const level = (_: unknown, { last }: any) => heights(last);

const water = `levels(last: Int = 3): [Level!]!`;
const risk = `levels(last: Int = 3): [Level!]! @external gauge: Gauge @external
  risk: Int @requires(fields: "levels(last: 2) { height }")
  trend(scale: Int = 1): Int @requires(fields: "levels(last: 4) { height }")
  usual: Int @requires(fields: "levels { height }")
  calm: Boolean
  drift: String @requires(fields: "gauge { reading(unit: CM) }")
  shift: String @requires(fields: "gauge { reading(unit: M) }")`;
const resolvers = {
  __resolveReference: (sent: any) => sent,
  risk: ({ levels: sent }: any) => sum(sent),
  trend: ({ levels: sent }: any, { scale }: any) => sum(sent) * scale,
  usual: ({ levels: sent }: any) => sum(sent),
  calm: () => true,
  drift: ({ gauge }: any) => gauge.reading,
  shift: ({ gauge }: any) => gauge.reading,
};

export const subgraphs = {
  rivers: subgraph(
    `type Query { rivers: [River] creek: Creek }
     interface River { id: ID! levels(last: Int = 3): [Level!]! }
     type Creek implements River @key(fields: "id") { id: ID! ${water} gauge: Gauge }
     type Stream implements River @key(fields: "id") { id: ID! ${water} gauge: Gauge }
     type Level @shareable { height: Int }
     enum Unit { CM M }
     type Gauge @shareable { reading(unit: Unit): String }`,
    {
      Query: { rivers: () => rivers, creek: () => rivers[0] },
      River: { __resolveType: ({ __typename }: any) => __typename },
      Creek: { ...entity(rivers, 'id'), levels: level },
      Stream: { ...entity(rivers, 'id'), levels: level },
      Gauge: { reading: ({ id }: any, { unit }: any) => `${id} in ${unit ?? 'nothing'}` },
    },
  ),
  risks: subgraph(
    `enum Unit { CM M }
     type Creek @key(fields: "id") { id: ID! ${risk} }
     type Stream @key(fields: "id") { id: ID! ${risk} }
     type Level @shareable { height: Int }
     type Gauge @external { reading(unit: Unit): String }`,
    { Creek: resolvers, Stream: resolvers },
  ),
  alarms: subgraph(
    `type Creek @key(fields: "id") {
       id: ID! trend(scale: Int = 1): Int @external alarm: Int @requires(fields: "trend(scale: 10)")
     }`,
    { Creek: { __resolveReference: (sent: any) => sent, alarm: ({ trend }: { trend: number }) => trend + 1 } },
  ),
};
