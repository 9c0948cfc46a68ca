import type { SubgraphName } from '../common/subgraph-names';
import { subgraphDefinitions } from './all-subgraphs';
import type { DatabaseAddress } from './shared/connect-mongo';
import { openSubgraph } from './shared/open-subgraph';

/** Computes the signals of the named subgraphs anew from all their records. Returns the number of areas of each. */
export async function rebuildRollups(
  address: DatabaseAddress,
  names: readonly SubgraphName[],
  progress: (name: SubgraphName, done: number, total: number) => void = () => undefined,
): Promise<Partial<Record<SubgraphName, number>>> {
  const areas: Partial<Record<SubgraphName, number>> = {};
  for (const definition of subgraphDefinitions.filter(({ name }) => names.includes(name))) {
    const open = await openSubgraph(definition, address);
    try {
      areas[definition.name] = await open.rollups.rebuild((done, total) => progress(definition.name, done, total));
    } finally {
      await open.close();
    }
  }
  return areas;
}
