import { subgraphFault } from '../../../gateway/errors';
import type { Expected } from '../support/scenarios';

const mayDefer = true;

export const expected: Record<string, Expected> = {
  EachObject: {
    mayDefer,
    data: {
      shelves: [
        { name: 'one', holds: [{ price: 12 }, {}, null] },
        { name: 'two', holds: [] },
      ],
    },
    later: [{ path: ['shelves', 0, 'holds', 0], label: 'prices', data: { price: 12 } }],
  },
  UnknownInterface: {
    mayDefer,
    data: { shelves: [{ holds: [{ price: 12 }, { price: 40 }, null] }, { holds: [] }] },
    later: [
      { path: ['shelves', 0, 'holds', 0], data: { price: 12 } },
      { path: ['shelves', 0, 'holds', 1], data: { price: 40 } },
    ],
  },
  Requires: {
    mayDefer,
    data: { shelf: { holds: [{ postage: 36, price: 24 }, {}, null] } },
    later: [{ path: ['shelf', 'holds', 0], data: { postage: 36, price: 24 } }],
    unlikeStock: 'a required field with arguments beside the same of a client',
  },
  RequiresWithin: {
    mayDefer,
    data: {
      shelves: [
        { name: 'one', holds: [{ postage: 36 }, {}, null] },
        { name: 'two', holds: [] },
      ],
    },
    later: [
      { path: ['shelves', 0], data: { holds: [{ postage: 36 }, {}, null] } },
      { path: ['shelves', 1], data: { holds: [] } },
    ],
  },
  Nested: {
    mayDefer,
    data: {
      shelf: { id: 'one', name: [{ __typename: 'Book' }, { __typename: 'Lamp', watts: 9, id: 40 }, null] },
    },
    later: [
      { path: ['shelf'], label: 'outer', data: { name: [{ __typename: 'Book' }, { __typename: 'Lamp' }, null] } },
      { path: ['shelf', 'name', 1], label: 'inner', data: { watts: 9, id: 40 } },
    ],
  },
  NothingLeft: {
    mayDefer,
    data: { shelf: { box: { size: 4, colour: 'red' } } },
    later: [
      { path: ['shelf', 'box'], label: 'same', data: { size: 4 } },
      { path: ['shelf', 'box'], label: 'other', data: { colour: 'red' } },
    ],
  },
  Spread: {
    mayDefer,
    data: { one: { name: 'one' }, two: { name: 'two' } },
    later: [
      { path: ['one'], label: 'name', data: { name: 'one' } },
      { path: ['two'], label: 'name', data: { name: 'two' } },
    ],
  },
  Introspection: {
    mayDefer,
    data: { __type: { name: 'Box' } },
    later: [{ path: [], data: { __type: { name: 'Box' } } }],
    unlikeStock: 'introspection in a fragment is refused',
  },
  SentNull: {
    mayDefer,
    data: { shelves: [{ holds: [{ notes: ['torn', null] }, {}, null] }, { holds: [] }] },
  },
  Failed: {
    mayDefer,
    fault: (answer, { subgraph }) => {
      if (subgraph === 'stock') throw subgraphFault('SUBGRAPH_TIMEOUT', subgraph);
      return answer;
    },
    data: { shelf: { name: 'one', box: { size: 4 }, holds: [{}, { watts: 9, price: null }, null] } },
    errors: [{ path: ['shelf', 'holds', 1, 'price'], code: 'SUBGRAPH_TIMEOUT' }],
    later: [
      { path: ['shelf', 'box'], label: 'box', data: { size: 4 } },
      { path: ['shelf', 'holds', 1], label: 'lamp', data: { watts: 9, price: null } },
    ],
  },
  Whole: { data: { shelf: { holds: [{ price: 12 }, {}, null] } }, later: [] },
};
