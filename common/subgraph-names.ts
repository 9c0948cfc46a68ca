/** The agencies' subgraphs. The name is the folder, the SDL file, the service in the supergraph and the database suffix. */
export const subgraphNames = ['permits', 'refugees', 'security', 'stability'] as const;
export type SubgraphName = (typeof subgraphNames)[number];
