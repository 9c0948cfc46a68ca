import mongoose, { type Connection } from 'mongoose';

import type { SubgraphName } from '../../common/subgraph-names';
import { ToldError } from '../../common/told-error';

// An unknown field in a filter is refused: dropped, it would leave a filter that fits every document.
mongoose.set('strictQuery', 'throw');
mongoose.set('sanitizeFilter', true);

/**
 * Connects one agency's own database, `<prefix>_<subgraph>`.
 * @throws ToldError when no server answers within five seconds. The address is not repeated: it may hold a password.
 */
export async function connectMongo(uri: string, prefix: string, name: SubgraphName): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    dbName: `${prefix}_${name}`,
    serverSelectionTimeoutMS: 5_000,
    maxPoolSize: 20,
    autoIndex: false,
    ignoreUndefined: false,
  });
  try {
    await connection.asPromise();
    return connection;
  } catch (error) {
    await connection.close().catch(() => undefined);
    const reason = error instanceof Error ? error.name : 'unknown error';
    throw new ToldError(
      `${name}: no database answers at MONGODB_URI (${reason}); check the address, or unset it to use the embedded store.`,
    );
  }
}

/** Creates the indexes that the models of a connection declare. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) await model.createIndexes();
}
