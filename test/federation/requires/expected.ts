import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';
import { cost, goods, volume } from './subgraphs';

const taxOf = (good: any, percent: number): number | null => {
  const sum = cost(good);
  return sum === null ? null : (sum * percent) / 100;
};

export const expected: Record<string, Expected> = {
  Chain: {
    data: { goods: goods.map((good) => ({ tax: taxOf(good, 50) })) },
    sent: (fetches) => expect(fetches.map(({ subgraph }) => subgraph)).toEqual(['shop', 'freight', 'tax']),
  },
  Renamed: {
    data: {
      goods: goods.map((good) => ({ price: cost(good), cost: good.weight, weight: good.price, tax: taxOf(good, 100) })),
    },
    unlikeStock: 'an alias that equals a required field is taken for it',
  },
  Nested: { data: { goods: goods.map(({ box, note }) => ({ volume: volume(box), noted: note !== null })) } },
  NestedRenamed: {
    data: { goods: goods.map(({ box }) => ({ box: box && { h: box.w, w: box.h }, volume: volume(box) })) },
    unlikeStock: 'an alias that equals a required field is taken for it',
  },
  Twice: {
    data: { goods: goods.map((good) => ({ a: taxOf(good, 10), b: taxOf(good, 20), tax: taxOf(good, 50) })) },
  },
  Conditional: {
    data: { goods: goods.map((good) => ({ price: good.price, tax: taxOf(good, 50), noted: good.note !== null })) },
  },
};
