import type { Expected } from '../support/scenarios';

export const expected: Record<string, Expected> = {
  Nested: {
    data: {
      step: {
        query: {
          __typename: 'Query',
          word: 'word x',
          again: { number: 1, query: { list: [1, 2], count: 5 } },
        },
      },
    },
    variables: { of: 'x' },
  },
  After: { data: { step: { number: 2, query: { word: 'word ', count: 5 } } } },
};
