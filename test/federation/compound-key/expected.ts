import type { Expected } from '../support/scenarios';
import { seats } from './subgraphs';

export const expected: Record<string, Expected> = {
  Prices: { data: { seats: seats.map(({ price }) => ({ price })) } },
  RenamedKeyParts: {
    data: { seats: seats.map(({ price, hall }) => ({ row: price, hall: { number: hall.house, house: hall.number } })) },
    unlikeStock: 'an alias that equals a part of a key is taken for it',
  },
};
