import type { Connection } from 'mongoose';

import { loadAreaCatalogue } from './area-catalogue';
import { Clock, DemonstrationMark } from './clock';
import { connectMongo, ensureIndexes } from './connect-mongo';
import { SignalRollups } from './signal-rollups';
import type { SubgraphDefinition, SubgraphResources } from './subgraph-definition';

export interface DatabaseAddress {
  readonly mongodbUri: string;
  readonly databasePrefix: string;
}

/** A subgraph's database, opened: for serving, seeding, importing and rolling up alike. */
export interface OpenSubgraph<Models> extends SubgraphResources<Models> {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly demonstration: DemonstrationMark;
  readonly close: () => Promise<void>;
}

export async function openSubgraph<Models>(
  definition: SubgraphDefinition<Models>,
  { mongodbUri, databasePrefix }: DatabaseAddress,
): Promise<OpenSubgraph<Models>> {
  const [connection, areas] = await Promise.all([
    connectMongo(mongodbUri, databasePrefix, definition.name),
    loadAreaCatalogue(),
  ]);
  const models = definition.createModels(connection);
  const demonstration = new DemonstrationMark(connection);
  const clock = new Clock(demonstration);
  await clock.refresh();
  const rollups = new SignalRollups(connection, definition.signals, clock.today);
  await ensureIndexes(connection);
  return {
    models,
    rollups,
    areas,
    today: clock.today,
    connection,
    clock,
    demonstration,
    close: () => connection.close(),
  };
}
