import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';
import { parts } from './subgraphs';

export const expected: Record<string, Expected> = {
  Chain: {
    data: { parts: parts.map(({ origin, weight }) => ({ origin, weight })) },
    sent: (fetches) => expect(fetches.map(({ subgraph }) => subgraph)).toEqual(['ids', 'skus', 'batches', 'origins']),
  },
};
