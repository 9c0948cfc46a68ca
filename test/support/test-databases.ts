import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll } from '@jest/globals';
import type { Connection } from 'mongoose';

import { type RunningStore, startStore } from '../../store/main';
import type { DatabaseAddress } from '../../subgraphs/shared/connect-mongo';

/** A database server for the tests of one file: MONGODB_URI where it is set, else a store in memory. */
export function testDatabases(prefix: string) {
  let store: RunningStore | undefined;
  const connections: Connection[] = [];
  beforeAll(async () => {
    if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
  });
  afterAll(async () => {
    for (const connection of connections) {
      await connection.dropDatabase();
      await connection.close();
    }
    await store?.stop();
  });
  /** Of databases that nobody else has. */
  const newAddress = (): DatabaseAddress => ({
    mongodbUri: store?.uri ?? process.env.MONGODB_URI ?? '',
    embedded: store !== undefined,
    databasePrefix: `${prefix}_${randomUUID().slice(0, 8)}`,
  });
  /** Has a database dropped and its connection closed when the tests of the file are over. */
  const dropAtEnd = (connection: Connection): void => void connections.push(connection);
  return { newAddress, dropAtEnd };
}
