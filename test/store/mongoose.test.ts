import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mongoose from 'mongoose';

import { type RunningStore, startStore } from '../../store/main';

let store: RunningStore;
let connection: mongoose.Connection;

beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
  connection = await mongoose.createConnection(store.uri, { dbName: 'test' }).asPromise();
});

afterAll(async () => {
  await connection.close();
  await store.stop();
});

const thingModel = () => {
  const schema = new mongoose.Schema({ name: String, n: Number, tags: [String] });
  schema.index({ name: 1 }, { unique: true });
  return connection.model('Thing', schema);
};

it('serves a mongoose model unchanged: indexes, writes, queries, pipelines, errors', async () => {
  const Thing = thingModel();
  await Thing.init();
  await Thing.create({ name: 'a', n: 1, tags: ['x'] });
  await Thing.insertMany(Array.from({ length: 500 }, (_, n) => ({ name: `n${n}`, n, tags: [`t${n % 7}`, 'all'] })));
  await expect(Thing.create({ name: 'a' })).rejects.toMatchObject({ code: 11000, keyValue: { name: 'a' } });
  expect(await Thing.countDocuments({ n: { $gte: 100 } })).toBe(400);
  const newest = await Thing.find({ tags: 't3' }).sort({ n: -1 }).limit(2).lean();
  expect(newest.map(({ n }) => n)).toEqual([493, 486]);
  expect(await Thing.find().lean()).toHaveLength(501);
  const change = { $inc: { n: 1000 }, $push: { tags: 'new' } };
  expect(await Thing.updateMany({ n: { $lt: 10 } }, change)).toMatchObject({ matchedCount: 11, modifiedCount: 11 });
  const perTag = await Thing.aggregate([{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }]);
  expect(perTag).toContainEqual({ _id: 'all', n: 500 });
  const upsert = { upsert: true, returnDocument: 'after' } as const;
  expect(await Thing.findOneAndUpdate({ name: 'zz' }, { $set: { n: 5 } }, upsert).lean()).toMatchObject({ n: 5 });
  expect(await Thing.deleteMany({ tags: 'new' })).toEqual({ acknowledged: true, deletedCount: 11 });
  await expect(Thing.find({ $where: 'x' })).rejects.toThrow('$where');
});
