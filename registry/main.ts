/** The schema registry as other parts see it. */
export { composeInThread } from './compose/compose-in-thread';
export type { Composition, Mistake, SubgraphText } from './compose/composition';
export { introspect } from './compose/introspect';
export { loadSubgraphs } from './compose/load-subgraphs';
export { mistakeText } from './compose/mistake-text';
export { readSupergraphConfig } from './compose/read-config';
export { explain, explainedCodes } from './explain/explain';
export { mendOf } from './explain/mend';
