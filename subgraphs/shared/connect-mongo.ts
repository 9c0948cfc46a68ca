import mongoose, { type Connection } from 'mongoose';

import type { DatabaseAddress } from '../../common/database';
import type { SubgraphName } from '../../common/subgraph-names';
import { ToldError } from '../../common/told-error';

// An unknown field in a filter is refused: dropped, it would leave a filter that fits every document.
mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', true);

export type { DatabaseAddress };

/**
 * Connects one agency's own database, `<prefix>_<subgraph>`, or the schema registry's.
 * @throws ToldError when no server answers within five seconds. The address is not repeated: it may hold a password.
 */
export async function connectMongo(name: SubgraphName | 'registry', address: DatabaseAddress): Promise<Connection> {
  const connection = mongoose.createConnection(address.mongodbUri, {
    dbName: `${address.databasePrefix}_${name}`,
    serverSelectionTimeoutMS: 5_000,
    maxPoolSize: 20,
    // Collections and indexes are made by ensureIndexes and by writes, never by a model that is only declared.
    autoCreate: false,
    autoIndex: false,
    ignoreUndefined: false,
  });
  try {
    await connection.asPromise();
    return connection;
  } catch (error) {
    await connection.close().catch(() => undefined);
    const reason = error instanceof Error ? error.name : 'unknown error';
    throw new ToldError(`${name}: ${unreachable(address, reason)}`);
  }
}

/** Creates the indexes that the models of a connection declare. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) await model.createIndexes();
}

function unreachable({ embedded, mongodbUri }: DatabaseAddress, reason: string): string {
  return embedded
    ? `no embedded store answers on port ${new URL(mongodbUri).port}; start Simpul with npm start, start the store alone with simpul store serve, or set MONGODB_URI.`
    : `no database answers at MONGODB_URI (${reason}); check the address, or unset it to use the embedded store.`;
}
