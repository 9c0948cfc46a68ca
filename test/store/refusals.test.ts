import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';

import { Decimal128, type Doc, errorOf, Long, storeInMemory } from './support';

const at = storeInMemory();
const { BSONRegExp, Code, MinKey, MaxKey, Timestamp } = mongoose.mongo;

/** A refusal names what it refuses and says where to find it. */
function expectRefusal(error: Doc, name: string, code: number): void {
  expect(error).toMatchObject({ code, message: expect.stringContaining(name) });
  expect(error.message).toMatch(/MongoDB/);
}

describe('filters refuse by name', () => {
  it.each<[string, Doc, number]>([
    ['$where', { $where: '1' }, 2],
    ['$text', { $text: { $search: 'x' } }, 2],
    ['$expr', { $expr: true }, 2],
    ['$jsonSchema', { $jsonSchema: {} }, 2],
    ['$comment', { $comment: 'x' }, 2],
    ['$all', { a: { $all: [1] } }, 2],
    ['$size', { a: { $size: 1 } }, 2],
    ['$type', { a: { $type: 'string' } }, 2],
    ['$mod', { a: { $mod: [2, 0] } }, 2],
    ['$near', { a: { $near: [1, 1] } }, 2],
    ['/abc/', { a: /abc/ }, 2],
    ['/^a.c/', { a: /^a.c/ }, 2],
    ['/^\\d/', { a: /^\d/ }, 2],
    ['option: i', { a: /^abc/i }, 2],
    ['/b$/', { a: { $in: [/b$/] } }, 2],
    ['$all', { $or: [{ a: { $not: { $all: [1] } } }] }, 2],
  ])('%s', async (name, filter, code) => {
    expectRefusal(await errorOf(at.rows.findOne(filter)), name, code);
    expectRefusal(await errorOf(at.rows.deleteMany(filter)), name, code);
  });

  it.each<[string, Doc]>([
    ['an unknown operator', { a: { $foo: 1 } }],
    ['$in without an array', { a: { $in: 1 } }],
    ['$or without filters', { $or: [] }],
    ['a regex under $ne', { a: { $ne: /^x/ } }],
    ['$not of a value', { a: { $not: 1 } }],
    ['$elemMatch of a value', { a: { $elemMatch: 1 } }],
    ['an operator under $in', { a: { $in: [{ $gt: 1 }] } }],
    ['$options alone', { a: { $options: 'i' } }],
  ])('and tell mistakes: %s', async (_name, filter) => {
    expect(await errorOf(at.rows.findOne(filter))).toMatchObject({ code: 2 });
  });
});

describe('updates refuse by name', () => {
  it.each<[string, Doc, number]>([
    ['$rename', { $rename: { a: 'b' } }, 9],
    ['$pop', { $pop: { a: 1 } }, 9],
    ['$pullAll', { $pullAll: { a: [1] } }, 9],
    ['$mul', { $mul: { a: 2 } }, 9],
    ['$bit', { $bit: { a: { and: 1 } } }, 9],
    ['$slice', { $push: { a: { $each: [1], $slice: 1 } } }, 2],
    ['$sort', { $push: { a: { $each: [1], $sort: 1 } } }, 2],
    ['$position', { $push: { a: { $each: [1], $position: 0 } } }, 2],
    ['timestamp', { $currentDate: { a: { $type: 'timestamp' } } }, 2],
    ['$', { $set: { 'a.$': 1 } }, 2],
    ['$[]', { $set: { 'a.$[].b': 1 } }, 2],
    ['$all', { $pull: { a: { $all: [1] } } }, 2],
  ])('%s', async (name, update, code) => {
    await at.rows.insertOne({});
    expectRefusal(await errorOf(at.rows.updateOne({}, update)), name, code);
    expectRefusal(await errorOf(at.rows.findOneAndUpdate({}, update)), name, code);
  });

  it('pipelines, arrayFilters, collation and hints', async () => {
    expectRefusal(await errorOf(at.rows.updateOne({}, [{ $set: { a: 1 } }])), 'pipeline', 115);
    const filters = { arrayFilters: [{ x: 1 }] };
    expectRefusal(await errorOf(at.rows.updateOne({}, { $set: { a: 1 } }, filters)), 'arrayFilters', 115);
    expectRefusal(
      await errorOf(at.rows.updateOne({}, { $set: { a: 1 } }, { collation: { locale: 'en' } })),
      'collation',
      115,
    );
    expectRefusal(await errorOf(at.rows.deleteOne({}, { hint: '_id_' })), 'hint', 115);
  });
});

describe('pipelines refuse by name', () => {
  it.each<[string, Doc[], number]>([
    ['$lookup', [{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }], 40_324],
    ['$out', [{ $out: 'x' }], 40_324],
    ['$set', [{ $set: { a: 1 } }], 40_324],
    ['$unset', [{ $unset: 'a' }], 40_324],
    ['$replaceRoot', [{ $replaceRoot: { newRoot: '$a' } }], 40_324],
    ['$bucket', [{ $bucket: {} }], 40_324],
    ['$sortByCount', [{ $sortByCount: '$a' }], 40_324],
    ['$changeStream', [{ $changeStream: {} }], 40_324],
    ['$stdDevPop', [{ $group: { _id: 1, a: { $stdDevPop: '$b' } } }], 15_952],
    ['$mergeObjects', [{ $group: { _id: 1, a: { $mergeObjects: '$b' } } }], 15_952],
    ['$toUpper', [{ $project: { a: { $toUpper: '$b' } } }], 168],
    ['$switch', [{ $addFields: { a: { $switch: {} } } }], 168],
    ['$reduce', [{ $group: { _id: { $reduce: {} } } }], 168],
    ['$$NOW', [{ $project: { a: '$$NOW' } }], 17_276],
    ['%Y', [{ $project: { a: { $dateToString: { date: '$d', format: '%Y' } } } }], 18_533],
    [
      'Asia/Jakarta',
      [{ $project: { a: { $dateToString: { date: '$d', format: '%Y-%m', timezone: 'Asia/Jakarta' } } } }],
      40_485,
    ],
    ['$meta', [{ $sort: { a: { $meta: 'textScore' } } }], 15_975],
    ['limit', [{ $project: { a: { $filter: { input: '$a', cond: true, limit: 1 } } } }], 17_083],
    ['name', [{ $merge: { into: 'x', on: 'name' } }], 51_183],
    ['pipeline', [{ $merge: { into: 'x', whenMatched: [] } }], 115],
    ['other', [{ $merge: { into: { db: 'other', coll: 'x' } } }], 115],
    ['$where', [{ $match: { $where: '1' } }], 2],
  ])('%s', async (name, pipeline, code) => {
    const error = await errorOf(at.rows.aggregate(pipeline).toArray());
    expectRefusal(error, name, code);
  });

  it('refuse their options', async () => {
    expectRefusal(await errorOf(at.rows.aggregate([], { let: { a: 1 } }).toArray()), 'let', 115);
    expectRefusal(await errorOf(at.rows.aggregate([], { collation: { locale: 'en' } }).toArray()), 'collation', 115);
    expect(await errorOf(at.rows.aggregate([{ $match: {}, $limit: 1 }]).toArray())).toMatchObject({ code: 40_323 });
    expect(await errorOf(at.rows.aggregate([{ $limit: 0 }]).toArray())).toMatchObject({ code: 15_958 });
    expect(await errorOf(at.rows.aggregate([{ $match: 1 }]).toArray())).toMatchObject({ code: 15_959 });
  });
});

describe('commands and options refuse by name', () => {
  it.each<[string, Doc, number]>([
    ['serverStatus', { serverStatus: 1 }, 59],
    ['mapReduce', { mapReduce: 'rows' }, 59],
    ['renameCollection', { renameCollection: 'a' }, 59],
    ['collation', { find: 'rows', collation: { locale: 'en' } }, 115],
    ['let', { find: 'rows', let: { a: 1 } }, 115],
    ['tailable', { find: 'rows', tailable: true }, 115],
    ['returnKey', { find: 'rows', returnKey: true }, 115],
    ['min', { find: 'rows', min: { a: 1 } }, 115],
    ['txnNumber', { insert: 'rows', documents: [{}], txnNumber: Long.fromNumber(1) }, 20],
    ['startTransaction', { find: 'rows', startTransaction: true }, 20],
    ['linearizable', { find: 'rows', readConcern: { level: 'linearizable' } }, 115],
    ['snapshot', { find: 'rows', readConcern: { level: 'snapshot' } }, 115],
    ['capped', { create: 'x', capped: true, size: 1_000 }, 115],
    ['viewOn', { create: 'x', viewOn: 'rows', pipeline: [] }, 115],
    ['validator', { create: 'x', validator: {} }, 115],
    ['timeseries', { create: 'x', timeseries: {} }, 115],
    ['explain', { explain: { aggregate: 'rows', pipeline: [], cursor: {} } }, 115],
  ])('%s', async (name, command, code) => {
    const error = await errorOf(at.db.command(command));
    expect(error).toMatchObject({ code, message: expect.stringContaining(name) });
    expect(error.message).toMatch(/MongoDB/);
  });

  it.each<[string, Doc, number]>([
    ['an unknown command', { frobnicate: 1 }, 59],
    ['an unknown option', { find: 'rows', frobnicate: 1 }, 40_415],
    ['a filter that is no document', { find: 'rows', filter: 'x' }, 14],
    ['a limit that is no number', { find: 'rows', limit: 'x' }, 14],
    ['a negative skip', { find: 'rows', skip: -1 }, 51_024],
    ['a sort order of 2', { find: 'rows', sort: { a: 2 } }, 15_975],
    ['w of 2', { insert: 'rows', documents: [{}], writeConcern: { w: 2 } }, 2],
    ['no documents', { insert: 'rows', documents: [] }, 16],
    ['an aggregate without a cursor', { aggregate: 'rows', pipeline: [] }, 9],
    ['apiStrict', { ping: 1, apiVersion: '1', apiStrict: true }, 323],
    ['a collection name that is empty', { find: '' }, 73],
    ['a collection name with a dollar', { insert: 'a$b', documents: [{}] }, 73],
  ])('and tell mistakes: %s', async (_name, command, code) => {
    expect(await errorOf(at.db.command(command))).toMatchObject({ code });
  });

  it('but options that change nothing are taken', async () => {
    const writeConcern = { w: 'majority' as const, j: true };
    await at.rows.insertOne({ a: 1 }, { writeConcern });
    await at.db.command({
      find: 'rows',
      collation: null,
      tailable: false,
      readConcern: { level: 'majority' },
      comment: 'x',
    });
    await at.rows.aggregate([], { allowDiskUse: true }).toArray();
  });

  it('transactions and watching fail at once, with or without the driver asking the store', async () => {
    const session = at.client.startSession();
    const transaction = session.withTransaction(() => at.rows.insertOne({}, { session }));
    expect((await errorOf(transaction)).message).toMatch(/session|transaction/i);
    await session.endSession();
    const stream = at.rows.watch();
    expect(await errorOf(stream.next())).toMatchObject({ code: 40_324 });
    await stream.close().catch(() => undefined);
  });
});

describe('indexes refuse by name', () => {
  it.each<[string, Doc, Doc]>([
    ['expireAfterSeconds', { a: 1 }, { expireAfterSeconds: 10 }],
    ['sparse', { a: 1 }, { sparse: true }],
    ['hidden', { a: 1 }, { hidden: true }],
    ['collation', { a: 1 }, { collation: { locale: 'en' } }],
    ['text', { a: 'text' }, {}],
    ['2dsphere', { a: '2dsphere' }, {}],
    ['hashed', { a: 'hashed' }, {}],
    ['wildcard', { '$**': 1 }, {}],
    ['a.0', { 'a.0': 1 }, {}],
  ])('%s', async (name, key, options) => {
    const indexes = [{ key, name: 'x', ...options }];
    expectRefusal(await errorOf(at.db.command({ createIndexes: 'rows', indexes })), name, 67);
  });

  it('an option nobody knows', async () => {
    const indexes = [{ key: { a: 1 }, name: 'x', frobnicate: 1 }];
    expect(await errorOf(at.db.command({ createIndexes: 'rows', indexes }))).toMatchObject({ code: 197 });
  });

  it('a partial filter outside the list', async () => {
    const indexes = [{ key: { a: 1 }, name: 'x', partialFilterExpression: { a: { $type: 'string' } } }];
    expectRefusal(await errorOf(at.db.command({ createIndexes: 'rows', indexes })), '$type', 2);
  });
});

describe('values that cannot be held exactly are refused, not bent', () => {
  it.each<[string, unknown]>([
    ['decimal', Decimal128.fromString('1.1')],
    ['timestamp', new Timestamp({ t: 1, i: 1 })],
    ['javascript', new Code('x')],
    ['minKey', new MinKey()],
    ['maxKey', new MaxKey()],
    ['regex', new BSONRegExp('^a')],
    ['2^53', Long.MAX_VALUE],
  ])('%s', async (name, value) => {
    expectRefusal(await errorOf(at.rows.insertOne({ deep: [{ value }] })), name, 2);
    expect(await at.rows.countDocuments()).toBe(0);
  });

  it.each<[string, Doc, number]>([
    ['an array as _id', { _id: [1] }, 53],
    ['a name with a dollar', { $a: 1 }, 52],
    ['a name with a dollar below', { a: [{ $b: 1 }] }, 52],
    ['a name with a dot', { 'a.b': 1 }, 2],
    ['a document larger than 16 MB', { text: 'x'.repeat(16 * 1024 * 1024) }, 10_334],
  ])('%s', async (_name, document, code) => {
    const reply = await at.db
      .command({ insert: 'rows', documents: [document] })
      .catch((error: unknown) => ({ writeErrors: [error] }));
    expect(reply.writeErrors).toMatchObject([{ code }]);
  });

  it('and an update cannot bring them in', async () => {
    await at.rows.insertOne({});
    expect(await errorOf(at.rows.updateOne({}, { $set: { a: { $b: 1 } } }))).toMatchObject({ code: 52 });
  });
});
