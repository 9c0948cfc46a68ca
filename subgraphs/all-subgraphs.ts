import { permits } from './permits';
import type { SubgraphDefinition } from './shared/subgraph-definition';

/** Every agency's subgraph. Each has its own models and loaders, which only the subgraph itself reads. */
export const subgraphDefinitions: readonly SubgraphDefinition[] = [permits as unknown as SubgraphDefinition];
