import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import mongoose from 'mongoose';

import { type RunningStore, startStore } from '../../store/main';

export const { MongoClient, ObjectId, Long, Double, Int32, Decimal128, Binary } = mongoose.mongo;
export type Client = mongoose.mongo.MongoClient;
export type Doc = Record<string, any>;
export type Rows = mongoose.mongo.Collection<Doc>;

/** A store in memory and a driver connected to it, for one test file; the collection is empty before each test. */
export function storeInMemory() {
  const at = {} as { store: RunningStore; client: Client; db: mongoose.mongo.Db; rows: Rows };
  beforeAll(async () => {
    at.store = await startStore({ port: 0, memory: true });
    at.client = await MongoClient.connect(at.store.uri);
    at.db = at.client.db('test');
    at.rows = at.db.collection('rows');
  });
  beforeEach(async () => {
    await at.db.dropDatabase();
  });
  afterAll(async () => {
    await at.client.close();
    await at.store.stop();
  });
  return at;
}

/** The error a promise fails with. */
export async function errorOf(promise: Promise<unknown>): Promise<Doc> {
  return promise.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error as Doc,
  );
}
