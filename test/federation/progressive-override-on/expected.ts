import type { Expected } from '../support/scenarios';

export const expected: Record<string, Expected> = {
  Moved: {
    data: { rows: [{ rate: 'new rate', fee: 'old fee' }] },
    unlikeStock: 'labels of progressive overrides cannot be set',
  },
};
