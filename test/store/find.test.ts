import { describe, expect, it } from '@jest/globals';

import { Binary, type Doc, errorOf, ObjectId, storeInMemory } from './support';

const at = storeInMemory();

describe('projections (manual: db.collection.find, projection)', () => {
  const doc = { a: 1, b: { c: 2, d: 3 }, list: [{ x: 1, y: 2 }, 5, [{ x: 3 }]] };
  it.each<[string, Doc, Doc]>([
    ['keeps fields, and _id by itself', { a: 1 }, { _id: 1, a: 1 }],
    ['keeps without _id', { a: true, _id: 0 }, { a: 1 }],
    ['leaves out', { list: 0, _id: 0 }, { a: 1, b: { c: 2, d: 3 } }],
    ['only _id', { _id: 1 }, { _id: 1 }],
    ['all but _id', { _id: 0 }, doc],
    ['keeps in a document', { 'b.c': 1, _id: 0 }, { b: { c: 2 } }],
    ['keeps in a document, nested', { b: { c: 1 }, _id: 0 }, { b: { c: 2 } }],
    ['leaves out in a document', { 'b.c': 0, list: 0, _id: 0 }, { a: 1, b: { d: 3 } }],
    [
      'keeps through arrays and drops what is no document there',
      { 'list.x': 1, _id: 0 },
      { list: [{ x: 1 }, [{ x: 3 }]] },
    ],
    ['leaves out through arrays', { 'list.x': 0, a: 0, b: 0, _id: 0 }, { list: [{ y: 2 }, 5, [{}]] }],
    ['a path under a number keeps nothing', { 'a.z': 1, _id: 0 }, {}],
  ])('%s', async (_name, projection, expected) => {
    await at.rows.insertOne({ _id: 1 as never, ...doc });
    expect(await at.rows.findOne({}, { projection })).toEqual(expected);
  });

  it.each<[string, Doc, number]>([
    ['mixing keeping and leaving out', { a: 1, b: 0 }, 31_254],
    ['mixing leaving out and keeping', { a: 0, b: 1 }, 31_253],
    ['a path and one below it', { b: 1, 'b.c': 1 }, 31_250],
    ['an expression', { a: { $add: [1, 2] } }, 2],
    ['$slice', { list: { $slice: 1 } }, 2],
  ])('refuse %s', async (_name, projection, code) => {
    expect(await errorOf(at.rows.findOne({}, { projection }))).toMatchObject({ code });
  });
});

describe('sorting (manual: Comparison/Sort Order)', () => {
  it('orders mixed types as MongoDB does', async () => {
    const values = [
      null,
      NaN,
      -5,
      2,
      10,
      'B',
      'a',
      { x: 1 },
      new Binary(Buffer.from('x')),
      new ObjectId(),
      false,
      true,
      new Date(0),
    ];
    const rows = values.map((a, _id) => ({ _id: _id as never, a }));
    await at.rows.insertMany([...rows].reverse());
    expect((await at.rows.find().sort({ a: 1 }).toArray()).map(({ _id }) => _id)).toEqual(rows.map(({ _id }) => _id));
    expect((await at.rows.find().sort({ a: -1 }).toArray()).map(({ _id }) => _id)).toEqual(
      rows.map(({ _id }) => _id).reverse(),
    );
  });

  it('takes the least element of an array ascending, the greatest descending, and an empty one before null', async () => {
    await at.rows.insertMany(
      [{ a: [5, 1] }, { a: 3 }, { a: [] }, { a: null }].map((row, _id) => ({ _id: _id as never, ...row })),
    );
    const order = async (direction: 1 | -1) =>
      (await at.rows.find().sort({ a: direction }).toArray()).map(({ _id }) => Number(_id));
    expect(await order(1)).toEqual([2, 3, 0, 1]);
    expect(await order(-1)).toEqual([0, 1, 3, 2]);
  });

  it('sorts by several fields, skips and limits', async () => {
    await at.rows.insertMany([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 0, b: 3 },
    ]);
    const found = await at.rows.find().sort({ a: 1, b: -1 }).skip(1).limit(1).toArray();
    expect(found).toMatchObject([{ a: 1, b: 2 }]);
  });
});

describe('cursors', () => {
  const insert = (count: number) => at.rows.insertMany(Array.from({ length: count }, (_, n) => ({ n })));

  it('give 101 documents, then the rest', async () => {
    await insert(300);
    const { cursor } = await at.db.command({ find: 'rows' });
    expect(cursor.firstBatch).toHaveLength(101);
    const more = await at.db.command({ getMore: cursor.id, collection: 'rows' });
    expect(more.cursor.nextBatch).toHaveLength(199);
    expect(Number(more.cursor.id)).toBe(0);
    expect(await at.rows.find().toArray()).toHaveLength(300);
  });

  it('keep to the batch size asked for, which may be nothing at first', async () => {
    await insert(10);
    const { cursor } = await at.db.command({ find: 'rows', batchSize: 0 });
    expect(cursor.firstBatch).toEqual([]);
    const more = await at.db.command({ getMore: cursor.id, collection: 'rows', batchSize: 4 });
    expect(more.cursor.nextBatch).toHaveLength(4);
    expect(await at.rows.find().batchSize(3).toArray()).toHaveLength(10);
  });

  it('end with a single batch when told to', async () => {
    await insert(10);
    const { cursor } = await at.db.command({ find: 'rows', batchSize: 4, singleBatch: true });
    expect(cursor.firstBatch).toHaveLength(4);
    expect(Number(cursor.id)).toBe(0);
  });

  it('are gone when killed', async () => {
    await insert(200);
    const { cursor } = await at.db.command({ find: 'rows' });
    expect(await at.db.command({ killCursors: 'rows', cursors: [cursor.id] })).toMatchObject({ cursorsNotFound: [] });
    expect(await errorOf(at.db.command({ getMore: cursor.id, collection: 'rows' }))).toMatchObject({ code: 43 });
  });

  it('show the documents as they were when they were opened', async () => {
    await insert(200);
    const cursor = at.rows.find().sort({ n: 1 }).batchSize(10);
    await cursor.next();
    await at.rows.deleteMany({});
    expect(await cursor.toArray()).toHaveLength(199);
  });

  it('split replies that would be larger than 16 MB', async () => {
    const text = 'x'.repeat(5 * 1024 * 1024);
    await at.rows.insertMany([{ text }, { text }, { text }, { text }]);
    const { cursor } = await at.db.command({ find: 'rows' });
    expect(cursor.firstBatch).toHaveLength(3);
    expect(await at.rows.countDocuments()).toBe(4);
  });
});

it('counts and lists the different values of a field', async () => {
  await at.rows.insertMany([{ a: [1, 2] }, { a: 2 }, { a: null }, {}]);
  expect((await at.rows.distinct('a')).sort()).toEqual([1, 2, null]);
  expect(await at.rows.distinct('a', { a: 1 })).toEqual([1, 2]);
  expect(await at.rows.countDocuments({ a: 2 })).toBe(2);
  expect(await at.rows.countDocuments({}, { skip: 1, limit: 2 })).toBe(2);
  expect(await at.rows.estimatedDocumentCount()).toBe(4);
});

it('aborts a long command when its time is over', async () => {
  await at.rows.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n, list: [1, 2, 3] })));
  const slow = at.rows.aggregate(
    [{ $unwind: '$list' }, { $sort: { n: -1, list: 1 } }, { $group: { _id: '$n', all: { $push: '$$ROOT' } } }],
    { maxTimeMS: 1 },
  );
  expect(await errorOf(slow.toArray())).toMatchObject({ code: 50 });
});

it('lists databases and collections, and drops them', async () => {
  await at.rows.insertOne({ a: 1 });
  await at.db.createCollection('other');
  expect((await at.db.listCollections().toArray()).map(({ name }) => name).sort()).toEqual(['other', 'rows']);
  expect(await at.db.listCollections({ name: 'rows' }, { nameOnly: true }).toArray()).toEqual([
    { name: 'rows', type: 'collection' },
  ]);
  expect((await at.client.db().admin().listDatabases()).databases.map(({ name }) => name)).toContain('test');
  expect(await errorOf(at.db.createCollection('other'))).toMatchObject({ code: 48 });
  expect(await at.rows.drop()).toBe(true);
  expect(await at.rows.countDocuments()).toBe(0);
});
