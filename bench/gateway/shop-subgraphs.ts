import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';

import { shopSubgraphs } from './shop-graph';

/** Answers the body of a GraphQL request with the text of a GraphQL answer. */
export type AnswerAnew = (body: string) => Promise<string>;

/** The shop's real subgraphs, in this process, by name. */
export function startShopSubgraphs(): ReadonlyMap<string, AnswerAnew> {
  return new Map(shopSubgraphs.map(({ name, sdl, resolvers }) => [name, serve(sdl, resolvers)] as const));
}

function serve(sdl: string, resolvers: unknown): AnswerAnew {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  return async (body) => {
    const { query, variables, operationName } = JSON.parse(body);
    return JSON.stringify(await graphql({ schema, source: query, variableValues: variables, operationName }));
  };
}
