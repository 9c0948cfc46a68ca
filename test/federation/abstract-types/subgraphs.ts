import { entity, subgraph, typed } from '../support/resolve';

export const animals = [
  { __typename: 'Cat', id: 'c1', name: 'Tom', lives: 9, friends: ['d1', 'b1'] },
  { __typename: 'Dog', id: 'd1', name: 'Rex', tricks: ['sit'], friends: [] },
  { __typename: 'Bird', id: 'b1', name: null, wings: 2, friends: ['c1'] },
];
const of = (id: string) => animals.find((animal) => animal.id === id);
const friends = { friends: ({ friends: ids }: any) => ids.map(of) };

export const subgraphs = {
  names: subgraph(
    `type Query { animals: [Animal] pets: [Pet] named: [Named!]! }
     interface Animal { id: ID! friends: [Animal!] }
     interface Named { name: String }
     union Pet = Cat | Dog
     type Cat implements Animal & Named @key(fields: "id") { id: ID! name: String friends: [Animal!] }
     type Dog implements Animal & Named @key(fields: "id") { id: ID! name: String friends: [Animal!] }
     type Bird implements Animal @key(fields: "id") { id: ID! friends: [Animal!] }`,
    {
      Query: {
        animals: () => animals,
        pets: () => [animals[1], null, animals[0]],
        named: () => animals.slice(0, 2),
      },
      Animal: typed,
      Named: typed,
      Pet: typed,
      Cat: { ...entity(animals, 'id'), ...friends },
      Dog: { ...entity(animals, 'id'), ...friends },
      Bird: { ...entity(animals, 'id'), ...friends },
    },
  ),
  bodies: subgraph(
    `type Query { zoo: [Creature] }
     interface Creature { id: ID! }
     interface Animal { id: ID! }
     union Pet = Cat | Bird
     type Cat implements Creature & Animal @key(fields: "id") { id: ID! lives: Int favourite: Pet }
     type Dog implements Animal @key(fields: "id") { id: ID! tricks: [String!] size(unit: String): String }
     type Bird implements Creature & Animal @key(fields: "id") { id: ID! wings: Int size: Int }`,
    {
      Query: { zoo: () => [animals[0], animals[2]] },
      Creature: typed,
      Animal: typed,
      Pet: typed,
      Cat: { ...entity(animals, 'id'), favourite: () => of('b1') },
      Dog: { ...entity(animals, 'id'), size: (_: unknown, { unit }: any) => `1 ${unit ?? 'm'}` },
      Bird: { ...entity(animals, 'id'), size: () => 3 },
    },
  ),
};
