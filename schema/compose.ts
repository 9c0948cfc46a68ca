import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

import { projectRoot } from '../common/project-root';
import { type SubgraphName, subgraphNames } from '../common/subgraph-names';
import { ToldError } from '../common/told-error';

// Where the subgraphs listen unless told otherwise; SUBGRAPH_URLS of the gateway replaces them.
const localUrls: Readonly<Record<SubgraphName, string>> = {
  permits: 'http://127.0.0.1:4001/graphql',
  refugees: 'http://127.0.0.1:4002/graphql',
  security: 'http://127.0.0.1:4003/graphql',
  stability: 'http://127.0.0.1:4004/graphql',
};

/**
 * Composes the four SDL files of this folder to one supergraph.
 * @throws ToldError with every composition error and the subgraphs concerned.
 */
export async function composeSupergraph(): Promise<string> {
  const result = composeServices(await ownServices());
  if (result.supergraphSdl === undefined) {
    const lines = result.errors.map((error) => `  ${error.message}`);
    throw new ToldError(`The subgraphs do not compose:\n${lines.join('\n')}`);
  }
  return result.supergraphSdl;
}

/** What hinders a subgraph's schema from composing with ours, in place of ours of the same name; empty when nothing does. */
export async function compositionErrors(name: string, sdl: string): Promise<readonly string[]> {
  const others = (await ownServices()).filter((service) => service.name !== name);
  const { errors = [] } = composeServices([...others, { name, url: '', typeDefs: parse(sdl) }]);
  return errors.map((error) => error.message);
}

function ownServices() {
  return Promise.all(
    subgraphNames.map(async (name) => ({
      name,
      url: localUrls[name],
      typeDefs: parse(await readFile(sdlFile(name), 'utf8')),
    })),
  );
}

export function sdlFile(name: string): string {
  return join(projectRoot, 'schema', `${name}.graphql`);
}
