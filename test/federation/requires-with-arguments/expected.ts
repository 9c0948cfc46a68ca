import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';
import { heights, sum } from './subgraphs';

const [risk, usual, trend] = [2, 3, 4].map((count) => sum(heights(count)));
const mixes = 'fields that differ in their arguments alone are fetched as one';

export const expected: Record<string, Expected> = {
  BesideClient: { data: { creek: { levels: heights(1), risk } }, unlikeStock: mixes },
  DefaultsBesideClient: { data: { creek: { levels: heights(1), usual } }, unlikeStock: mixes },
  Conflict: {
    data: { creek: { risk, trend, calm: true, usual } },
    unlikeStock: mixes,
    sent: (fetches) => {
      const [asked] = fetches.filter(({ subgraph }) => subgraph === 'risks');
      const counts = Object.values(asked?.variables ?? {}).map(([{ levels }]) => levels.length);
      expect(counts.sort()).toEqual([2, 3, 4]);
      expect(fetches.filter(({ query }) => query.includes('calm'))).toHaveLength(1);
    },
  },
  ConflictWithVariable: {
    data: { creek: { risk, trend: (trend ?? 0) * 2, again: (trend ?? 0) * 3 } },
    variables: { scale: 2 },
    unlikeStock: mixes,
  },
  NestedConflict: {
    data: { creek: { drift: 'g1 in CM', shift: 'g1 in M', gauge: { reading: 'g1 in nothing' } } },
    unlikeStock: mixes,
  },
  OnInterface: {
    data: {
      rivers: [
        { levels: heights(1), risk, trend },
        { levels: heights(1), trend, id: usual },
      ],
    },
    unlikeStock: mixes,
  },
  ChainWithArguments: {
    data: { creek: { trend: (trend ?? 0) * 2, alarm: (trend ?? 0) * 10 + 1 } },
    unlikeStock: mixes,
  },
  AliasedAsRequired: {
    data: { creek: { levels: risk, risk: heights(1), trend: usual, required_0_levels: (trend ?? 0) * 5 } },
    unlikeStock: mixes,
  },
};
