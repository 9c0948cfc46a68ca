import { readSettings, SettingsError } from '../../common/settings';
import { ToldError } from '../../common/told-error';
import { subgraphDefinitions } from '../all-subgraphs';
import { importOf, readMapping } from '../import/main';
import type { DatabaseAddress } from '../shared/connect-mongo';
import { openSubgraph } from '../shared/open-subgraph';
import { filesIn } from './from-folder';
import { type Env, secretOf } from './secret';
import { type Source, syncSettings } from './source-settings';

export type { LoadOutcome } from '../shared/data-loads';
export { type Source, syncSettings } from './source-settings';
export { type SyncOptions, type SyncResult, syncSource } from './sync-source';
export { watchSources } from './watch-sources';

/**
 * The sources of the settings, and where fetched files are kept.
 * @throws SettingsError with every mistake in the file of sources.
 */
export function readSources(env: Env): { readonly sources: readonly Source[]; readonly folder: string } {
  return readSettings(syncSettings, env);
}

/**
 * Looks whether what the sources refer to is there: secrets, folders, mappings. Nothing is asked over the network.
 * @throws SettingsError with everything that is not.
 */
export async function checkSources(sources: readonly Source[], env: Env): Promise<void> {
  const mistakes = (await Promise.all(sources.map((source) => mistakesOf(source, env)))).flat();
  if (mistakes.length > 0) throw new SettingsError(mistakes);
}

async function mistakesOf({ name, kind, folder, https, mongodb, mapping }: Source, env: Env): Promise<string[]> {
  const mistakes: string[] = [];
  const attempt = async (place: string, look: () => unknown): Promise<void> => {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof ToldError)) throw error;
      mistakes.push(`DATA_SOURCES: ${name}: ${place}: ${error.message}.`);
    }
  };
  if (folder) await attempt('folder', () => filesIn(folder));
  if (https?.credentials) await attempt('https.credentials', () => secretOf(https.credentials as never, env));
  if (mongodb) await attempt('mongodb.address', () => secretOf(mongodb.address, env));
  if (mapping !== undefined) await attempt('mapping', () => readMapping(mapping, importOf(kind).definition));
  return mistakes;
}

/** Takes a source that is loaded no more out of the databases, so that it is not told as stale. Its reports stay. */
export async function forgetSource(name: string, address: DatabaseAddress): Promise<boolean> {
  let known = false;
  for (const definition of subgraphDefinitions) {
    const open = await openSubgraph(definition, address);
    known = (await open.loads.sources.forget(name).finally(() => open.close())) || known;
  }
  return known;
}
