import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';
import { towns } from './subgraphs';

const mayorOf = (mayor: any) => (mayor === null ? null : { age: mayor.age, party: mayor.party, name: mayor.name });

export const expected: Record<string, Expected> = {
  Both: {
    data: {
      towns: towns.map(({ name, mayor }) => ({ name, area: 2.5, mayor: mayorOf(mayor) })),
      first: { area: 2.5 },
    },
  },
  One: {
    data: { towns: towns.map(({ name }) => ({ name, area: 2.5 })) },
    sent: (fetches) => expect(fetches.map(({ subgraph }) => subgraph)).toEqual(['two']),
  },
};
