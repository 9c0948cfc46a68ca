import type { Expected } from '../support/scenarios';

const code = 'SUBGRAPH_INVALID_RESPONSE';

export const expected: Record<string, Expected> = {
  Beside: {
    data: { ghost: null, real: 1, seen: { colour: 'grey' } },
    errors: [{ path: ['ghost'], code }],
  },
  Alone: { data: { g: null }, errors: [{ path: ['g'], code }] },
  Must: { data: null, errors: [{ path: ['must'], code }] },
};
