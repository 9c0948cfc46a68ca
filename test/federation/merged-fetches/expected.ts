import { expect } from '@jest/globals';

import { subgraphFault } from '../../../gateway/errors';
import type { SentFetch } from '../support/federation';
import type { Expected } from '../support/scenarios';
import { goods, stalls } from './subgraphs';

const of = (id: string) => goods.find((good) => good.id === id) ?? { name: '', price: NaN };
const names = stalls.map((stall) => ({ goods: stall.goods.map((id) => ({ name: of(id).name })) }));
const ledger = (fetches: readonly SentFetch[]) => fetches.filter(({ subgraph }) => subgraph === 'ledger');
const counts = (fetches: readonly SentFetch[]) =>
  ledger(fetches).map(({ variables }) => Object.values(variables).map((sent) => sent.length));
const inOne = (sent: readonly number[]) => (fetches: readonly SentFetch[]) => expect(counts(fetches)).toEqual([sent]);
const isMerged = ({ query }: SentFetch) => query.includes('entities_1');

export const expected: Record<string, Expected> = {
  SameEverywhere: {
    data: { stalls: names, best: { name: 'Rice' }, last: { name: 'Tea' } },
    sent: inOne([3]),
  },
  Different: {
    data: { stalls: names, best: { price: 3 }, last: { maker: { town: 'Wera' } } },
    sent: inOne([3, 1, 1]),
  },
  SameNameDifferently: {
    data: { best: { maker: { it: 'Ani' } }, last: { maker: { it: 'Wera' } } },
    sent: inOne([1, 1]),
  },
  WithVariables: {
    variables: { representations: 10, representations_0: 100 },
    data: {
      stalls: stalls.map((stall) => ({ goods: stall.goods.map((id) => ({ price: of(id).price * 10 })) })),
      best: { price: 300 },
    },
    unlikeStock: 'a variable named representations is refused',
  },
  ErrorOfOne: {
    data: {
      stalls: [
        {
          goods: [
            { name: 'Rice', fragile: 1 },
            { name: 'Salt', fragile: 1 },
          ],
        },
        { goods: [{ name: 'Salt', fragile: 1 }, null] },
      ],
      last: null,
      best: { fragile: 1 },
    },
    errors: [
      { path: ['stalls', 1, 'goods', 1, 'fragile'], code: 'SUBGRAPH_ERROR' },
      { path: ['last', 'fragile'], code: 'SUBGRAPH_ERROR' },
    ],
  },
  NothingForOne: {
    data: { stalls: [], best: { price: 3 } },
    fault: (answer, { subgraph }) => (subgraph === 'market' ? { data: { ...answer.data, stalls: [] } } : answer),
    sent: inOne([1]),
  },
  WholeFails: {
    data: { stalls: names, best: { price: 3 } },
    fault: (answer, fetch) => (isMerged(fetch) ? { data: null, errors: [{ message: 'too much at once' }] } : answer),
    sent: (fetches) => expect(counts(fetches)).toEqual([[3, 1], [3], [1]]),
  },
  TooFew: {
    data: { stalls: names, best: { price: null } },
    errors: [{ path: ['best', 'price'], code: 'SUBGRAPH_INVALID_RESPONSE' }],
    fault: (answer, fetch) => (isMerged(fetch) ? { data: { ...answer.data, entities_1: [] } } : answer),
  },
  OneIsNull: {
    data: { stalls: names, best: { price: null } },
    errors: [{ path: ['best', 'price'], code: 'SUBGRAPH_ERROR' }],
    fault: (answer, fetch) =>
      isMerged(fetch)
        ? { data: { ...answer.data, entities_1: null }, errors: [{ message: 'lost', path: ['entities_1'] }] }
        : answer,
  },
  Away: {
    data: {
      stalls: stalls.map((stall) => ({ goods: stall.goods.map(() => ({ name: null })) })),
      best: { price: null },
    },
    errors: [
      ...stalls.flatMap(({ goods: ids }, at) =>
        ids.map((_, index) => ({ path: ['stalls', at, 'goods', index, 'name'], code: 'SUBGRAPH_UNAVAILABLE' })),
      ),
      { path: ['best', 'price'], code: 'SUBGRAPH_UNAVAILABLE' },
    ],
    fault: (answer, { subgraph }) => {
      if (subgraph === 'ledger') throw subgraphFault('SUBGRAPH_UNAVAILABLE', subgraph);
      return answer;
    },
  },
};
