import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Doc, errorOf, storeInMemory } from './support';

const at = storeInMemory();

/** How a find was answered: its stages from the top, and how many documents it read. */
async function explained(
  filter: Doc,
  { sort = {}, limit = 0 }: { sort?: Doc; limit?: number } = {},
): Promise<{ stages: string[]; examined: number }> {
  const result: Doc = await at.rows.find(filter).sort(sort).limit(limit).explain('executionStats');
  const stages: string[] = [];
  for (let stage = result.queryPlanner.winningPlan; stage; stage = stage.inputStage) stages.push(stage.stage);
  return { stages, examined: result.executionStats.totalDocsExamined };
}

describe('queries are served without reading all', () => {
  const byIndex = ['FETCH', 'IXSCAN'];
  beforeEach(async () => {
    await at.rows.createIndexes([
      { key: { area: 1, date: -1 } },
      { key: { tags: 1, n: 1 } },
      { key: { 'holder.name': 1 } },
    ]);
    await at.rows.insertMany(
      Array.from({ length: 1_000 }, (_, n) => ({
        _id: n as never,
        n,
        area: `a${n % 10}`,
        date: new Date(n),
        tags: [`t${n % 5}`, `u${n}`],
        holder: { name: `h${n}` },
      })),
    );
  });

  it.each<[string, Doc, { sort?: Doc; limit?: number }, number]>([
    ['one _id', { _id: 5 }, {}, 1],
    ['several _ids', { _id: { $in: [1, 2, 3, 5_000] } }, {}, 3],
    ['a range of _id in order', { _id: { $gte: 10 } }, { sort: { _id: 1 }, limit: 5 }, 5],
    ['equality on the first field', { area: 'a1' }, {}, 100],
    ['several on the first field', { area: { $in: ['a1', 'a2', 'none'] } }, {}, 200],
    ['equality and a range', { area: 'a1', date: { $gte: new Date(900) } }, {}, 10],
    ['several and a range', { area: { $in: ['a1', 'a2'] }, date: { $gte: new Date(900), $lt: new Date(950) } }, {}, 10],
    ['equality and a sort with the index', { area: 'a1' }, { sort: { date: -1 }, limit: 3 }, 3],
    ['equality and a sort against the index', { area: 'a1' }, { sort: { date: 1 }, limit: 3 }, 3],
    ['a sort on the first field', {}, { sort: { area: 1, date: -1 }, limit: 4 }, 4],
    ['several, merged by the sort', { area: { $in: ['a1', 'a2'] } }, { sort: { date: -1 }, limit: 3 }, 6],
    ['an element, and a sort on the next field', { tags: 't1' }, { sort: { n: -1 }, limit: 3 }, 3],
    ['a prefix', { area: /^a1/ }, {}, 100],
    ['a dotted path', { 'holder.name': 'h7' }, {}, 1],
    ['under $and', { $and: [{ area: 'a1' }, { date: { $lt: new Date(10) } }] }, {}, 1],
    ['nothing', { area: { $in: [] } }, {}, 0],
  ])('%s', async (_name, filter, options, examined) => {
    expect(await explained(filter, options)).toEqual({ stages: byIndex, examined });
  });

  it('a count of one element of an array, from the index and as exact as by reading', async () => {
    await at.rows.insertOne({ _id: -1 as never, n: -1, tags: ['t1', 't1', 'u1'] });
    expect(await at.rows.countDocuments({ tags: 't1' })).toBe(201);
    expect(await at.rows.countDocuments({ tags: { $in: ['t1', 'u1'] } })).toBe(201);
    expect(await at.rows.countDocuments({ tags: 't1', n: { $lt: 6 } })).toBe(2);
    await at.rows.insertMany([{ tags: [[1]] }, { tags: [] }, { tags: null }, {}]);
    expect(await at.rows.countDocuments({ tags: null })).toBe(2);
  });

  it('the different values of an indexed field, whether or not all have one', async () => {
    await at.rows.insertMany([{ area: null }, { n: 1 }, { area: 7 }]);
    const areas = Array.from({ length: 10 }, (_, n) => `a${n}`);
    expect(new Set(await at.rows.distinct('area'))).toEqual(new Set([null, 7, ...areas]));
    expect(new Set(await at.rows.distinct('tags'))).toHaveProperty('size', 1_005);
  });

  it('what no index can tell is read and sorted', async () => {
    expect(await explained({ n: 5 })).toEqual({ stages: ['COLLSCAN'], examined: 1_000 });
    expect(await explained({ area: 'a1' }, { sort: { n: 1 } })).toEqual({
      stages: ['SORT', ...byIndex],
      examined: 100,
    });
  });

  it('a hint chooses the index, by name or by keys, and must name one', async () => {
    const hinted = at.rows.find({ n: { $lt: 3 } }).hint('area_1_date_-1');
    expect(await hinted.toArray()).toHaveLength(3);
    expect(
      await at.rows
        .find({ n: { $lt: 3 } })
        .hint({ area: 1, date: -1 })
        .toArray(),
    ).toHaveLength(3);
    expect(await errorOf(at.rows.find().hint('none').toArray())).toMatchObject({ code: 2 });
  });

  it('each document is given once, whatever elements led to it', async () => {
    const found = await at.rows.find({ tags: { $in: ['t1', 'u1', 'u6'] } }).toArray();
    expect(found).toHaveLength(200);
  });

  it('counts agree with what is found', async () => {
    for (const filter of [
      { area: 'a1' },
      { area: 'a1', date: { $lt: new Date(500) } },
      { area: { $gte: 'a5' } },
      { tags: { $gte: 'u' } },
      { n: { $lt: 7 } },
    ]) {
      expect(await at.rows.countDocuments(filter)).toBe((await at.rows.find(filter).toArray()).length);
      expect(await at.db.command({ count: 'rows', query: filter })).toMatchObject({
        n: (await at.rows.find(filter).toArray()).length,
      });
    }
  });
});

describe('unique indexes', () => {
  it('refuse a second holder of a key, as MongoDB tells it', async () => {
    await at.rows.createIndex({ name: 1 }, { unique: true }, {});
    await at.rows.insertOne({ name: 'x' });
    expect(await errorOf(at.rows.insertOne({ name: 'x' }))).toMatchObject({
      code: 11_000,
      message: 'E11000 duplicate key error collection: test.rows index: name_1 dup key: { name: "x" }',
      keyPattern: { name: 1 },
      keyValue: { name: 'x' },
    });
    expect(await at.rows.countDocuments()).toBe(1);
  });

  it('hold for _id', async () => {
    await at.rows.insertOne({ _id: 1 as never });
    expect(await errorOf(at.rows.insertOne({ _id: 1 as never }))).toMatchObject({
      message: 'E11000 duplicate key error collection: test.rows index: _id_ dup key: { _id: 1 }',
    });
  });

  it('take missing for null, tell compound keys apart, and look at each element', async () => {
    await at.rows.createIndex({ a: 1, b: 1 }, { unique: true }, {});
    await at.rows.insertMany([{ a: 1 }, { a: 1, b: 1 }, { a: 2, b: [1, 2] }]);
    expect(await errorOf(at.rows.insertOne({ a: 1, b: null }))).toMatchObject({ keyValue: { a: 1, b: null } });
    expect(await errorOf(at.rows.insertOne({ a: 2, b: [5, 2] }))).toMatchObject({ keyValue: { a: 2, b: 2 } });
  });

  it('hold for updates, which then change nothing', async () => {
    await at.rows.createIndex({ a: 1 }, { unique: true }, {});
    await at.rows.insertMany([{ a: 1 }, { a: 2 }]);
    expect(await errorOf(at.rows.updateOne({ a: 1 }, { $set: { a: 2 } }))).toMatchObject({ code: 11_000 });
    expect(await at.rows.find({ a: 1 }).toArray()).toHaveLength(1);
    expect(await at.rows.updateOne({ a: 1 }, { $set: { b: 1 } })).toMatchObject({ modifiedCount: 1 });
  });

  it('that are partial hold for the documents they are about', async () => {
    await at.rows.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { open: true } }, {});
    await at.rows.insertMany([{ a: 1, open: true }, { a: 1, open: false }, { a: 1 }]);
    expect(await errorOf(at.rows.insertOne({ a: 1, open: true }))).toMatchObject({ code: 11_000 });
    expect(await errorOf(at.rows.updateOne({ open: false }, { $set: { open: true } }))).toMatchObject({ code: 11_000 });
    expect(await at.rows.find({ a: 1 }).toArray()).toHaveLength(3);
  });

  it('cannot be made over documents that share a key', async () => {
    await at.rows.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await errorOf(at.rows.createIndex({ a: 1 }, { unique: true }, {}))).toMatchObject({ code: 11_000 });
    expect(await at.rows.indexes()).toHaveLength(1);
  });

  it('end an ordered insert at the first error, and let an unordered one go on', async () => {
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[];
    const ordered = await errorOf(at.rows.insertMany(documents));
    expect(ordered).toMatchObject({ code: 11_000, result: { insertedCount: 1 }, writeErrors: [{ index: 1 }] });
    const unordered = await errorOf(at.rows.insertMany(documents, { ordered: false }));
    expect(unordered.writeErrors.map(({ index }: { index: number }) => index)).toEqual([0, 1]);
    expect(await at.rows.countDocuments()).toBe(2);
  });
});

describe('index definitions', () => {
  it('are listed and dropped', async () => {
    await at.rows.createIndex({ a: 1, b: -1 }, { unique: true }, {});
    expect(await at.rows.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
    ]);
    await at.rows.dropIndex('a_1_b_-1');
    expect(await at.rows.indexes()).toHaveLength(1);
    expect(await errorOf(at.rows.dropIndex('a_1_b_-1'))).toMatchObject({ code: 27 });
    expect(await errorOf(at.rows.dropIndex('_id_'))).toMatchObject({ code: 72 });
    expect(await errorOf(at.db.collection('none').indexes())).toMatchObject({ code: 26 });
  });

  it.each<[string, Doc, Doc, number]>([
    ['other options under the same name', { a: 1 }, { unique: true }, 85],
    ['another name for the same keys', { a: 1 }, { name: 'other' }, 85],
    ['other keys under the same name', { b: 1 }, { name: 'a_1' }, 86],
  ])('clash: %s', async (_name, keys, options, code) => {
    await at.rows.createIndex({ a: 1 }, {}, {});
    expect(await at.rows.createIndex({ a: 1 }, {}, {})).toBe('a_1');
    expect(await errorOf(at.rows.createIndex(keys, options, {}))).toMatchObject({ code });
  });

  it('over two arrays are refused by the document that has them', async () => {
    await at.rows.createIndex({ a: 1, b: 1 }, {}, {});
    expect(await errorOf(at.rows.insertOne({ a: [1], b: [1] }))).toMatchObject({ code: 171 });
  });
});
