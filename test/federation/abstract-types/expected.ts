import type { Expected } from '../support/scenarios';

export const expected: Record<string, Expected> = {
  Interface: {
    data: {
      animals: [
        { id: 'c1', lives: 9, name: 'Tom' },
        { id: 'd1', tricks: ['sit'] },
        { id: 'b1', wings: 2 },
      ],
    },
  },
  Union: {
    data: {
      pets: [
        { __typename: 'Dog', tricks: ['sit'] },
        null,
        { __typename: 'Cat', favourite: { __typename: 'Bird', wings: 2 } },
      ],
    },
  },
  InterfaceAsCondition: {
    data: { animals: [{ name: 'Tom', id: 'c1' }, { name: 'Rex' }, { id: 'b1' }] },
  },
  Nested: {
    data: {
      animals: [{ friends: [{ id: 'd1' }, { id: 'b1', wings: 2, friends: [{ lives: 9 }] }] }, {}, {}],
    },
  },
  SameNameOtherFields: {
    data: { animals: [{ what: 9 }, { which: '1 cm', that: ['sit'] }, { what: 2 }] },
  },
  NothingFits: { data: { zoo: [{ name: 'Tom' }, {}] } },
};
