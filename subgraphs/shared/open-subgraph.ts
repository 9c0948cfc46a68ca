import type { Connection } from 'mongoose';

import { loadAreaCatalogue } from './area-catalogue';
import { Clock, DemonstrationMark } from './clock';
import { connectMongo, type DatabaseAddress, ensureIndexes } from './connect-mongo';
import { DataLoads } from './data-loads';
import { SignalRollups } from './signal-rollups';
import type { SubgraphDefinition, SubgraphResources } from './subgraph-definition';

/** A subgraph's database, opened: for serving, seeding, importing and rolling up alike. */
export interface OpenSubgraph<Models> extends SubgraphResources<Models> {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly demonstration: DemonstrationMark;
  readonly close: () => Promise<void>;
}

/** Opens a subgraph's database and makes its indexes; with `readOnly`, nothing is made. */
export async function openSubgraph<Models>(
  definition: Pick<SubgraphDefinition<Models>, 'name' | 'createModels' | 'signals'>,
  address: DatabaseAddress,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<OpenSubgraph<Models>> {
  const [connection, areas] = await Promise.all([connectMongo(definition.name, address), loadAreaCatalogue()]);
  const models = definition.createModels(connection);
  const demonstration = new DemonstrationMark(connection);
  const clock = new Clock(demonstration);
  await clock.refresh();
  const rollups = new SignalRollups(connection, definition.signals, clock.today);
  const loads = new DataLoads(connection);
  if (!readOnly) await ensureIndexes(connection);
  return {
    models,
    rollups,
    areas,
    loads,
    today: clock.today,
    connection,
    clock,
    demonstration,
    close: () => connection.close(),
  };
}
