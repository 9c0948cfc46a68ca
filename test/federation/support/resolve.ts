import type { Subgraph } from './federation';

type Row = Record<string, any>;

/** A subgraph's SDL and its resolvers side by side. */
export function subgraph(sdl: string, resolvers: Subgraph['resolvers'] = {}): Subgraph {
  return { sdl, resolvers };
}

/** Finds an entity by what was sent; what was sent stays with it, so that a field can compute from it. */
export function entity(rows: readonly Row[], ...keys: string[]) {
  return {
    __resolveReference: (sent: Row) => {
      const row = rows.find((each) => keys.some((key) => sent[key] !== undefined && each[key] === sent[key]));
      return row === undefined ? null : { ...row, ...sent, __typename: row.__typename ?? sent.__typename };
    },
  };
}

/** For interfaces and unions whose rows say their type. */
export const typed = { __resolveType: ({ __typename }: Row): string => __typename };
