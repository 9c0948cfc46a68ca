import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';

export const expected: Record<string, Expected> = {
  Mixed: {
    data: {
      rows: [{ rank: 2 }],
      what: {
        kind: 'OBJECT',
        fields: [
          { name: 'id', args: [] },
          { name: 'posts', args: [{ name: 'first' }] },
          { name: 'rank', args: [] },
        ],
      },
      none: null,
    },
    variables: { name: 'Row' },
  },
  Schema: {
    data: { __schema: { queryType: { name: 'Query', __typename: '__Type' }, mutationType: null } },
    sent: (fetches) => expect(fetches).toEqual([]),
  },
};
