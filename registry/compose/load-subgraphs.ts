import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';

import { keysFor, type SubgraphKey } from '../../common/subgraph-keys';
import { ToldError } from '../../common/told-error';
import type { SubgraphText } from './composition';
import { introspect } from './introspect';
import type { ConfiguredSubgraph, SupergraphConfig } from './read-config';

/**
 * The schemas that a configuration names, from files and from running subgraphs.
 * @param key signs what is asked of running subgraphs.
 * @throws ToldError with every schema that cannot be had.
 */
export async function loadSubgraphs(
  { subgraphs }: SupergraphConfig,
  keys: readonly SubgraphKey[],
): Promise<readonly SubgraphText[]> {
  const loads = await Promise.allSettled(subgraphs.map((subgraph) => loadSubgraph(subgraph, keys)));
  const failed = loads.flatMap((load) => (load.status === 'rejected' ? [load.reason as Error] : []));
  const unexpected = failed.find((error) => !(error instanceof ToldError));
  if (unexpected !== undefined) throw unexpected;
  if (failed.length > 0) throw new ToldError(failed.map(({ message }) => message).join('\n'));
  return loads.flatMap((load) => (load.status === 'fulfilled' ? [load.value] : []));
}

async function loadSubgraph(
  { name, routingUrl, source }: ConfiguredSubgraph,
  keys: readonly SubgraphKey[],
): Promise<SubgraphText> {
  if (source.kind === 'url') {
    const [key] = keysFor(keys, name);
    const sdl = await introspect(source.url, {
      headers: source.headers,
      signing: key === undefined ? undefined : { audience: name, key },
    });
    return { name, url: routingUrl ?? source.url, sdl, file: `${name} (asked)` };
  }
  if (routingUrl === null) {
    throw new ToldError(`${name}: a schema from a file needs a routing_url, where the gateway asks the subgraph.`);
  }
  return { name, url: routingUrl, sdl: await readSchema(source.file), file: fileName(source.file) };
}

/** @throws ToldError when the file of a schema cannot be read. */
export async function readSchema(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ToldError(`The schema ${fileName(file)} cannot be read (${reason}); name a file of GraphQL SDL.`);
  });
}

/** A file as it is told: beside where the command runs, without the way there. */
export function fileName(file: string): string {
  const near = relative('', file);
  return near.startsWith('..') ? file : near;
}
