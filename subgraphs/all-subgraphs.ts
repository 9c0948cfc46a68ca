import { permits } from './permits';
import type { SubgraphDefinition } from './shared/subgraph-definition';
import { stability } from './stability';

/** Every agency's subgraph. Each has its own models and loaders, which only the subgraph itself reads. */
export const subgraphDefinitions = [permits, stability] as unknown as readonly SubgraphDefinition[];
