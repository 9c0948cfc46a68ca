import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';

import { type SubgraphClient } from '../transport/subgraph-client';

/** Makes the client of a subgraph from its name and its address in the supergraph. */
export type ClientFor = (name: string, url: string) => SubgraphClient;

/** Apollo's gateway over one supergraph; each fetch of a plan goes through one of our subgraph clients. */
export function createApolloExecutor(supergraphSdl: string, clientFor: ClientFor): ApolloGateway {
  return new ApolloGateway({
    supergraphSdl,
    buildService: ({ name, url }) => dataSource(clientFor(name, url ?? '')),
    logger: quiet,
  });
}

function dataSource(client: SubgraphClient): GraphQLDataSource {
  return {
    process: async ({ request }) => {
      const { query = '', variables, operationName } = request;
      return await client.ask({ query, variables, operationName });
    },
  };
}

const ignore = (): void => undefined;
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };
