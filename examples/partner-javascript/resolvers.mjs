import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';

import { WarningReads } from './warnings.mjs';

/** What the resolvers of one request share: keys that are asked for together are read together. */
export function createContext() {
  const reads = new WarningReads();
  return {
    reads,
    warningById: new DataLoader(async (ids) => {
      const rows = new Map(reads.byIds(ids).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    }),
    warningsByArea: new DataLoader(async (codes) => {
      const rows = reads.byAreas(codes);
      return codes.map((code) => rows.filter(({ areaCode }) => areaCode === code));
    }),
  };
}

export const resolvers = {
  Query: {
    weatherWarnings: (_, { first }, { reads }) => {
      if (first >= 0 && first <= 100) return reads.list(first);
      throw new GraphQLError('first: must be from 0 to 100.', { extensions: { code: 'BAD_USER_INPUT' } });
    },
  },
  // No reference resolver: areas are the graph's, and the key is all that is needed of one.
  Area: {
    weatherWarnings: ({ code }, _, { warningsByArea }) => warningsByArea.load(code),
  },
  WeatherWarning: {
    __resolveReference: ({ id }, { warningById }) => warningById.load(String(id)),
    area: ({ areaCode }) => ({ code: areaCode }),
  },
};
