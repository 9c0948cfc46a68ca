import type { Expected } from '../support/scenarios';

export const expected: Record<string, Expected> = {
  Fields: {
    data: {
      constructor: 'the constructor',
      rows: [
        { constructor: 'the constructor', toString: 'the toString', loud: 'THE CONSTRUCTOR', valueOf: 'v' },
        { constructor: 'the constructor', toString: null, loud: null, valueOf: 'w' },
      ],
    },
  },
};
