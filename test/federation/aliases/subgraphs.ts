import { entity, subgraph } from '../support/resolve';

export const people = [
  { id: '1', name: 'Ana', age: 3, boss: { id: '2' } },
  { id: '2', name: 'Ben', age: 0, boss: null },
];

export const subgraphs = {
  names: subgraph(
    `type Query { people: [Person] person(id: ID!): Person }
     type Person @key(fields: "id") { id: ID! name(upper: Boolean): String boss: Person }`,
    {
      Query: { people: () => people, person: (_: unknown, { id }: any) => people.find((row) => row.id === id) ?? null },
      Person: {
        ...entity(people, 'id'),
        name: ({ name }: any, { upper }: any) => (upper ? name.toUpperCase() : name),
        boss: ({ boss }: any) => boss && people.find(({ id }) => id === boss.id),
      },
    },
  ),
  ages: subgraph(
    `type Person @key(fields: "id") { id: ID! age(plus: Int = 0): Int greeting: String @requires(fields: "name") name(upper: Boolean): String @external }`,
    {
      Person: {
        ...entity(people, 'id'),
        age: ({ age }: { age: number }, { plus }: { plus: number }) => age + plus,
        greeting: ({ name }: any) => `hi ${name}`,
      },
    },
  ),
};
