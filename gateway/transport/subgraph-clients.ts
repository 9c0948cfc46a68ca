import { subgraphFault } from '../errors';
import { type SubgraphAnswer, SubgraphClient, type SubgraphLimits } from './subgraph-client';

export interface SubgraphClients {
  readonly all: ReadonlyMap<string, SubgraphClient>;
  /** Sends a request body to a subgraph by name. */
  readonly ask: (subgraph: string, body: string) => Promise<SubgraphAnswer>;
  close(): Promise<void>;
}

/** One client for each subgraph of the supergraph; `urls` replaces addresses by name. */
export function createSubgraphClients(
  subgraphs: readonly { readonly name: string; readonly url: string }[],
  urls: ReadonlyMap<string, string>,
  limits: SubgraphLimits,
): SubgraphClients {
  const all = new Map(
    subgraphs.map(({ name, url }) => [name, new SubgraphClient(name, urls.get(name) ?? url, limits)] as const),
  );
  return {
    all,
    ask: (subgraph, body) => {
      const client = all.get(subgraph);
      return client === undefined ? Promise.reject(subgraphFault('SUBGRAPH_UNAVAILABLE', subgraph)) : client.ask(body);
    },
    close: async () => {
      await Promise.all([...all.values()].map((client) => client.close()));
    },
  };
}
