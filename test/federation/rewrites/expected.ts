import type { Expected } from '../support/scenarios';

export const expected: Record<string, Expected> = {
  Falsy: {
    data: { rows: [{ double: 0 }, { text: '' }, { flag: false }] },
    unlikeStock: 'a key that the planner renames loses 0, false and the empty text',
  },
};
