import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';

const variables = { yes: true, no: false };

export const expected: Record<string, Expected> = {
  Literals: { data: { docs: [{ body: 'B' }] } },
  Variables: {
    data: { docs: [{ title: 'T' }] },
    variables: { no: false },
    sent: (fetches) => expect(fetches).toHaveLength(1),
  },
  Both: { data: { docs: [{ a: 'T' }] }, variables },
  Fragments: { data: { docs: [{ title: 'T' }] }, variables: { no: false } },
  AllWithin: { data: { docs: [{}] }, variables: { yes: true }, sent: (fetches) => expect(fetches).toHaveLength(1) },
  All: { data: {}, variables: { yes: true }, sent: (fetches) => expect(fetches).toEqual([]) },
  Twice: { data: { docs: [{ title: 'T' }] }, variables: { no: false } },
};
