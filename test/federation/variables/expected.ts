import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';

const text = JSON.stringify;

export const expected: Record<string, Expected> = {
  Defaults: { data: { a: text({ limit: 3, mode: 'SLOW' }), b: text({ limit: 7, mode: 'SLOW' }) } },
  Nested: {
    data: {
      echo: text({
        filter: { text: 'x', sizes: [1, 2], within: { text: 'all', mode: 'FAST' } },
        ids: ['9', 'z'],
        limit: 7,
        mode: 'SLOW',
      }),
    },
    variables: { text: 'x', size: 2, id: 9, mode: 'FAST' },
  },
  Nulls: {
    data: {
      a: text({ limit: null, mode: 'SLOW' }),
      b: text({ limit: 7, mode: 'SLOW' }),
      c: text({ filter: { text: null, sizes: null }, limit: 7, mode: 'SLOW' }),
    },
    variables: { null: null, filter: { text: null, sizes: null } },
  },
  OnEntities: {
    data: {
      rows: [
        {
          echo: text({ filter: { text: 'all', within: { text: 'in', sizes: [5] } }, representations: [1, null] }),
          again: text({ list: [[1], [1, null], null] }),
        },
      ],
    },
    variables: { representations: [1, null], filter: { within: { text: 'in', sizes: 5 } } },
    unlikeStock: 'a variable named representations is refused',
  },
  Unused: {
    data: { rows: [{ id: '1' }] },
    variables: { no: false, filter: {} },
    sent: (fetches) => expect(fetches.map(({ variables }) => variables)).toEqual([{}]),
  },
};
