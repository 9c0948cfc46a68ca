import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';

export const expected: Record<string, Expected> = {
  Root: {
    data: { __typename: 'Query', again: 'Query' },
    sent: (fetches) => expect(fetches).toEqual([]),
  },
  Between: { data: { one: { id: '1' }, __typename: 'Query' } },
  Everywhere: { data: { all: [{ __typename: 'A', t: 'A', size: { __typename: 'Size', u: 'Size' } }] } },
  Only: { data: { one: { size: { __typename: 'Size' }, t: 'A' } } },
  Mutation: { data: { __typename: 'Mutation', touch: { __typename: 'A' } } },
};
