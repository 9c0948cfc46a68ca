import type { Expected } from '../support/scenarios';
import { rows, thing } from './subgraphs';

const [{ sum, ratio, whole, yes, text, level }] = rows as [any];
const value = { constructor: { a: [1, { b: null }] } };

export const expected: Record<string, Expected> = {
  Values: { data: { rows: [{ id: '7', sum, ratio, whole, yes, text, level, ids: ['1', 'two'] }] } },
  Custom: { data: { rows: [{ any: JSON.parse(JSON.stringify(thing)) }] } },
  InAndOut: {
    data: { any: value, level: 'LOW', written: { list: [1, 'two', { three: true }], nothing: null }, high: 'HIGH' },
    variables: { value, level: 'LOW' },
  },
};
