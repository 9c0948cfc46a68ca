import { entity, subgraph, typed } from '../support/resolve';

export const media = [
  { __typename: 'Film', id: '1', title: 'Salt', minutes: 90, stars: 4 },
  { __typename: 'Song', id: '2', title: 'Pepper', beats: 120, stars: 0 },
];
const lost = { id: '9', stars: 1 };
const starred = [...media.map(({ id, stars }) => ({ id, stars })), lost];

export const subgraphs = {
  media: subgraph(
    `type Query { media: [Media!]! }
     interface Media @key(fields: "id") { id: ID! title: String }
     type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
     type Song implements Media @key(fields: "id") { id: ID! title: String beats: Int }`,
    {
      Query: { media: () => media },
      Media: { ...typed, ...entity(media, 'id') },
      Film: entity(media, 'id'),
      Song: entity(media, 'id'),
    },
  ),
  stars: subgraph(
    `type Query { best: [Media] lost: Media rated(id: ID!): Media }
     type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int! label: String @requires(fields: "title") title: String @external }`,
    {
      Query: {
        best: () => media.map(({ id, stars }) => ({ id, stars })),
        lost: () => lost,
        rated: (_: unknown, { id }: any) => starred.find((each) => each.id === id),
      },
      Media: { ...entity(starred, 'id'), label: ({ title, stars }: any) => `${title} ${stars}` },
    },
  ),
};
