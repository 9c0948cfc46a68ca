import { readSettings } from '../common/settings';
import { keysFor } from '../common/subgraph-keys';
import type { SubgraphName } from '../common/subgraph-names';
import { subgraphDefinitions } from './all-subgraphs';
import { databaseAddress, subgraphSettings } from './config';
import { openSubgraph } from './shared/open-subgraph';
import { removeReleased } from './shared/released-records';
import { type ServedSubgraph, serveSubgraph } from './shared/serve-subgraph';
import type { SubgraphDefinition } from './shared/subgraph-definition';

/** How often a subgraph finishes writes that a dead process left, takes out what nothing refers to, and looks up the day. */
const upkeepMs = 60_000;

/** A subgraph that runs; `isSigned` when it answers signed requests only. */
export interface RunningSubgraph extends ServedSubgraph {
  readonly isSigned: boolean;
}

/** The process of one subgraph. `flags` are command-line values under the variables' names. */
export async function runSubgraph(
  name: SubgraphName,
  env: Readonly<Record<string, string | undefined>>,
  flags: Readonly<Record<string, string | undefined>> = {},
): Promise<RunningSubgraph> {
  const given = { ...env, ...flags };
  const settings = readSettings(subgraphSettings, given);
  const definition = definitionOf(name);
  const opened = await openSubgraph(definition, databaseAddress(given));
  const open = { ...opened, auditKey: settings.auditKey ?? null };
  const upkeep = async (): Promise<void> => {
    await open.clock.refresh();
    await open.rollups.repair();
    await removeReleased(open.connection);
  };
  await upkeep();
  const timer = setInterval(() => void upkeep().catch(() => undefined), upkeepMs);
  try {
    const host = settings.subgraphHost;
    const keys = keysFor(settings.subgraphKeys, name);
    const served = await serveSubgraph(definition, open, settings[`${name}Port`], { host, keys });
    return {
      ...served,
      isSigned: keys.length > 0,
      stop: async () => {
        clearInterval(timer);
        await served.stop();
        await open.close();
      },
    };
  } catch (error) {
    clearInterval(timer);
    await open.close();
    throw error;
  }
}

function definitionOf(name: SubgraphName): SubgraphDefinition {
  const definition = subgraphDefinitions.find((candidate) => candidate.name === name);
  if (definition === undefined) throw new Error(`No subgraph ${name}.`);
  return definition;
}
