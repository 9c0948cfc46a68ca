import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';
import { log } from './subgraphs';

const wrote = (): string[] => log.splice(0);

export const expected: Record<string, Expected> = {
  InOrder: {
    data: {
      a: { items: ['x'], total: 11 },
      pay: { sum: 3, cart: { total: 7 } },
      b: { id: 'add y', total: 11 },
      clear: true,
    },
    sent: () => {
      const order = wrote().filter((text) => !text.startsWith('total'));
      expect(order).toEqual(['add x', 'pay 3', 'add y', 'clear']);
    },
  },
  OneFails: {
    data: { fail: null, pay: { sum: 1 } },
    errors: [{ path: ['fail'], code: 'SUBGRAPH_ERROR' }],
    sent: () => expect(wrote()).toEqual(['fail', 'pay 1']),
  },
};
