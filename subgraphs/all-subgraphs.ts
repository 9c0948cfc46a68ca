import { permits } from './permits';
import { refugees } from './refugees';
import { security } from './security';
import type { SubgraphDefinition } from './shared/subgraph-definition';
import { stability } from './stability';

/** Every agency's subgraph. Each has its own models and loaders, which only the subgraph itself reads. */
export const subgraphDefinitions = [permits, refugees, security, stability] as unknown as readonly SubgraphDefinition[];
