import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';
import { pets } from './subgraphs';

const named = pets.map(({ owner }) => ({ owner: owner && { name: owner.name } }));

export const expected: Record<string, Expected> = {
  Provided: { data: { known: named }, sent: (fetches) => expect(fetches).toHaveLength(1) },
  NotProvided: { data: { pets: named }, sent: (fetches) => expect(fetches).toHaveLength(2) },
  Together: {
    data: { known: pets.map(({ owner }) => ({ owner: owner && { email: owner.name, name: owner.email } })) },
  },
};
