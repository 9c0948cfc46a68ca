import { describe, expect, it } from '@jest/globals';

import { type Doc, Double, errorOf, Int32, Long, storeInMemory } from './support';

const at = storeInMemory();

async function updated(before: Doc, update: Doc, options: Doc = {}): Promise<Doc | null> {
  await at.rows.insertOne({ _id: 1 as never, ...before });
  await at.rows.updateOne({ _id: 1 as never }, update, options);
  const found = await at.rows.findOne({ _id: 1 as never });
  if (found) delete (found as Doc)._id;
  return found;
}

describe('operators (manual: Update Operators)', () => {
  it.each<[string, Doc, Doc, Doc]>([
    ['$set makes documents on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    ['$set at a position fills the gap with nulls', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
    ['$set adds new fields in order of their names', {}, { $set: { b: 1 }, $inc: { a: 1 } }, { a: 1, b: 1 }],
    ['$set of nothing changes nothing', { a: 1 }, { $set: {} }, { a: 1 }],
    [
      '$set keeps __proto__ as a plain field',
      {},
      { $set: JSON.parse('{"__proto__": 1}') as Doc },
      JSON.parse('{"__proto__": 1}') as Doc,
    ],
    ['$unset takes a field away', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
    ['$unset leaves null in an array', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$unset of a missing path changes nothing', { a: 1 }, { $unset: { 'b.c': '' } }, { a: 1 }],
    ['$inc begins at the amount', {}, { $inc: { a: 2 } }, { a: 2 }],
    ['$inc adds', { a: 1.5 }, { $inc: { a: 2 } }, { a: 3.5 }],
    ['$min keeps the lesser', { a: 5, b: 5 }, { $min: { a: 3, b: 7, c: 1 } }, { a: 3, b: 5, c: 1 }],
    ['$max keeps the greater', { a: 5, b: 5 }, { $max: { a: 3, b: 7, c: 1 } }, { a: 5, b: 7, c: 1 }],
    ['$min compares across types', { a: 'x' }, { $min: { a: 9 } }, { a: 9 }],
    ['$push makes an array', {}, { $push: { a: 1 } }, { a: [1] }],
    ['$push adds an array as one element', { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
    ['$push with $each adds each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
    ['$addToSet adds what is not there', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
    [
      '$addToSet tells documents apart by field order',
      { a: [{ x: 1, y: 2 }] },
      { $addToSet: { a: { y: 2, x: 1 } } },
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
    ['$pull takes equal elements', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by operators', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [
      '$pull by a filter on documents',
      { a: [{ b: 1, c: 2 }, { b: 2 }] },
      { $pull: { a: { b: 1 } } },
      { a: [{ b: 2 }] },
    ],
    ['$pull of an array takes that array', { a: [[1], 1] }, { $pull: { a: [1] } }, { a: [1] }],
    ['$pull of a missing field changes nothing', {}, { $pull: { a: 1 } }, {}],
    [
      '$setOnInsert does nothing to a document that is there',
      { a: 1 },
      { $setOnInsert: { b: 1 }, $set: { c: 1 } },
      { a: 1, c: 1 },
    ],
  ])('%s', async (_name, before, update, after) => {
    expect(await updated(before, update)).toEqual(after);
  });

  it('$currentDate sets the time', async () => {
    const after = await updated({}, { $currentDate: { a: true, b: { $type: 'date' } } });
    expect(after).toEqual({ a: expect.any(Date), b: expect.any(Date) });
  });

  it('$inc keeps integers whole and widens them', async () => {
    await at.rows.insertOne({ _id: 1 as never, a: 2_147_483_647, b: new Double(1), c: Long.fromNumber(1) });
    await at.rows.updateOne({}, { $inc: { a: 1, b: 1, c: 1 } });
    const found = await at.rows.findOne({}, { promoteValues: false });
    expect(found).toMatchObject({ a: Long.fromNumber(2_147_483_648), b: new Double(2), c: Long.fromNumber(2) });
  });

  it('keeps the types of the fields it does not touch', async () => {
    await at.rows.insertOne({ _id: 1 as never, a: new Double(1), b: new Int32(1), c: Long.fromNumber(1), d: 1e12 });
    await at.rows.updateOne({}, { $set: { e: 1 } });
    const found = await at.rows.findOne({}, { promoteValues: false });
    expect(found).toMatchObject({ a: new Double(1), b: new Int32(1), c: Long.fromNumber(1), d: new Double(1e12) });
  });
});

describe('errors with the codes of MongoDB', () => {
  it.each<[string, Doc, Doc, number]>([
    ['an _id cannot change', {}, { $set: { _id: 2 } }, 66],
    ['two operators on one path', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a path and one below it', {}, { $set: { a: 1, 'a.b': 1 } }, 40],
    ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc of null', { a: null }, { $inc: { a: 1 } }, 14],
    ['$inc by a string', {}, { $inc: { a: 'x' } }, 14],
    ['$push to a number', { a: 1 }, { $push: { a: 1 } }, 2],
    ['$addToSet to a number', { a: 1 }, { $addToSet: { a: 1 } }, 2],
    ['$pull from a number', { a: 1 }, { $pull: { a: 1 } }, 2],
    ['a path through a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['a path through null', { a: null }, { $set: { 'a.b': 1 } }, 28],
    ['a field name in an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28],
    ['an empty field name', {}, { $set: { 'a..b': 1 } }, 56],
    ['a dollar name', {}, { $set: { 'a.$b': 1 } }, 52],
  ])('%s', async (_name, before, update, code) => {
    const error = await errorOf(updated(before, update));
    expect(error.code).toBe(code);
    expect(await at.rows.findOne({}, { projection: { _id: 0 } })).toEqual(before);
  });

  it('a replacement cannot change _id, nor be for many', async () => {
    await at.rows.insertOne({ _id: 1 as never });
    expect(await errorOf(at.rows.replaceOne({}, { _id: 2 }))).toMatchObject({ code: 66 });
    const updates = [{ q: {}, u: { a: 1 }, multi: true }];
    expect(await at.db.command({ update: 'rows', updates })).toMatchObject({ writeErrors: [{ code: 9 }] });
  });
});

describe('upserts (manual: db.collection.updateOne, upsert)', () => {
  it.each<[string, Doc, Doc, Doc]>([
    [
      'begin with the equalities of the filter',
      { a: 1, b: { $eq: 2 }, c: { $gt: 3 } },
      { $set: { d: 4 } },
      { a: 1, b: 2, d: 4 },
    ],
    ['take equalities under $and', { $and: [{ a: 1 }, { 'b.c': 2 }] }, { $set: { d: 4 } }, { a: 1, b: { c: 2 }, d: 4 }],
    ['apply $setOnInsert', { a: 1 }, { $setOnInsert: { b: 2 } }, { a: 1, b: 2 }],
    ['take _id from the filter', { _id: 7 }, { $set: { a: 1 } }, { _id: 7, a: 1 }],
    ['leave $in and prefixes out', { a: { $in: [1] }, b: /^x/ }, { $set: { c: 1 } }, { c: 1 }],
  ])('%s', async (_name, filter, update, expected) => {
    const result = await at.rows.updateOne(filter, update, { upsert: true });
    expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 });
    expect(await at.rows.findOne({})).toMatchObject(expected);
    const fields = Object.keys((await at.rows.findOne({})) ?? {});
    expect(fields).toHaveLength(Object.keys({ _id: 0, ...expected }).length);
  });

  it('as replacements take only _id from the filter', async () => {
    await at.rows.replaceOne({ _id: 3 as never, a: 1 }, { b: 2 }, { upsert: true });
    expect(await at.rows.findOne({})).toEqual({ _id: 3, b: 2 });
  });

  it('refuse a path named twice', async () => {
    const error = await errorOf(at.rows.updateOne({ a: 1, $and: [{ a: 2 }] }, { $set: { b: 1 } }, { upsert: true }));
    expect(error.code).toBe(54);
  });
});

it('counts what was matched and what was changed apart', async () => {
  await at.rows.insertMany([{ a: 1 }, { a: 2 }]);
  expect(await at.rows.updateMany({}, { $set: { a: 1 } })).toMatchObject({ matchedCount: 2, modifiedCount: 1 });
});

describe('findAndModify (manual: findAndModify)', () => {
  it('answers with the document before, or after', async () => {
    await at.rows.insertOne({ _id: 1 as never, a: 1 });
    expect(await at.rows.findOneAndUpdate({}, { $inc: { a: 1 } })).toEqual({ _id: 1, a: 1 });
    expect(await at.rows.findOneAndUpdate({}, { $inc: { a: 1 } }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      a: 3,
    });
  });

  it('takes the first by the sort and projects it', async () => {
    await at.rows.insertMany([
      { a: 1, b: 1 },
      { a: 2, b: 2 },
    ]);
    const options = { sort: { a: -1 as const }, projection: { _id: 0, b: 1 } };
    expect(await at.rows.findOneAndDelete({}, options)).toEqual({ b: 2 });
    expect(await at.rows.countDocuments()).toBe(1);
  });

  it('upserts, and tells which _id', async () => {
    const options = { upsert: true, includeResultMetadata: true } as const;
    const result = await at.rows.findOneAndUpdate({ _id: 5 as never }, { $set: { a: 1 } }, options);
    expect(result).toMatchObject({ value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 5 } });
    const replaced = await at.rows.findOneAndReplace({ _id: 5 as never }, { b: 1 }, { returnDocument: 'after' });
    expect(replaced).toEqual({ _id: 5, b: 1 });
  });

  it('answers null when there is nothing', async () => {
    expect(await at.rows.findOneAndDelete({ a: 1 })).toBeNull();
    expect(await at.rows.findOneAndUpdate({ a: 1 }, { $set: { a: 2 } })).toBeNull();
  });
});
