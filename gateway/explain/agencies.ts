import type { SubgraphName } from '../../common/subgraph-names';

const agencies: ReadonlyMap<string, string> = new Map([
  ['permits', 'immigration office'],
  ['refugees', 'UNHCR'],
  ['security', 'Kesbangpol'],
  ['stability', "Timpora's secretariat"],
] satisfies [SubgraphName, string][]);

/** Whose subgraph it is; null for one that is none of Simpul's. */
export function agencyOf(subgraph: string): string | null {
  return agencies.get(subgraph) ?? null;
}
