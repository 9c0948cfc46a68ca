import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

import { projectRoot } from '../common/project-root';
import { subgraphNames } from '../common/subgraph-names';
import { ToldError } from '../common/told-error';

export const supergraphFile = join(projectRoot, 'schema', 'supergraph.graphql');

/**
 * Composes the four SDL files of this folder to one supergraph.
 * @throws ToldError with every composition error and the subgraphs concerned.
 */
export async function composeSupergraph(): Promise<string> {
  const services = await Promise.all(
    subgraphNames.map(async (name) => ({
      name,
      url: `http://${name}.subgraph.invalid/graphql`,
      typeDefs: parse(await readFile(sdlFile(name), 'utf8')),
    })),
  );
  const result = composeServices(services);
  if (result.supergraphSdl === undefined) {
    const lines = (result.errors ?? []).map((error) => `  ${error.message}`);
    throw new ToldError(`The subgraphs do not compose:\n${lines.join('\n')}`);
  }
  return result.supergraphSdl;
}

export function sdlFile(name: string): string {
  return join(projectRoot, 'schema', `${name}.graphql`);
}
