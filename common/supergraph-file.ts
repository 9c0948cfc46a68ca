import { join } from 'node:path';

import { projectRoot } from './project-root';

/** The composed supergraph of the four agencies: the contract on which gateway and subgraphs meet. */
export const supergraphFile = join(projectRoot, 'schema', 'supergraph.graphql');
