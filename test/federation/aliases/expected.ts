import type { Expected } from '../support/scenarios';
import { people } from './subgraphs';

const taken = 'an alias that equals a key or a required field is taken for it';
const [ana, ben] = people as [any, any];
const nameAndAge = ({ name, age }: any) => ({ name, age });
const protoOf = (value: unknown, rest: object): object =>
  JSON.parse(`{"__proto__":${JSON.stringify(value)},${JSON.stringify(rest).slice(1)}`) as object;

export const expected: Record<string, Expected> = {
  Twice: {
    data: { people: people.map(({ name, age }) => ({ small: name, big: name.toUpperCase(), a: age, b: age + 10 })) },
  },
  RootTwice: { data: { one: nameAndAge(ana), two: nameAndAge(ben), none: null } },
  EqualsKey: { data: { people: people.map(({ name, age }) => ({ id: name, age })) }, unlikeStock: taken },
  EqualsRequired: {
    data: { people: people.map(({ name, age }) => ({ name: age, greeting: `hi ${name}` })) },
  },
  Swapped: {
    data: {
      people: people.map(({ id, name, age }) => ({ name: age, age: name, id: `hi ${name}`, greeting: id })),
    },
  },
  PrototypeNames: {
    data: {
      constructor: [
        protoOf(ana.age, { toString: 'Ana', hasOwnProperty: { valueOf: ben.age } }),
        protoOf(ben.age, { toString: 'Ben', hasOwnProperty: null }),
      ],
    },
  },
  HiddenNames: {
    data: {
      people: people.map(({ id, name, age }) => ({
        a_id__named: age,
        id: name,
        required_0_name: `hi ${name}`,
        age__alias_0: id,
      })),
    },
    unlikeStock: taken,
  },
  TypeNameAlias: {
    data: {
      people: [
        { name: 'Person', __typename: 'Person', boss: { id: 'Person', age: 0 } },
        { name: 'Person', __typename: 'Person', boss: null },
      ],
    },
  },
};
