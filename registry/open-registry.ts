import { connectMongo, type DatabaseAddress, ensureIndexes } from '../subgraphs/shared/connect-mongo';
import { registryModels } from './record/models';
import { SchemaRecord } from './record/schema-record';
import { SeenOperations } from './record/seen-operations';

export interface Registry {
  readonly record: SchemaRecord;
  readonly operations: SeenOperations;
  close(): Promise<void>;
}

/**
 * Opens the registry's own database, `<prefix>_registry`.
 * @throws ToldError when no server answers.
 */
export async function openRegistry(address: DatabaseAddress): Promise<Registry> {
  const connection = await connectMongo('registry', address);
  const models = registryModels(connection);
  await ensureIndexes(connection);
  return {
    record: new SchemaRecord(models),
    operations: new SeenOperations(models),
    close: () => connection.close(),
  };
}
