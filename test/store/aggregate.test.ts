import { describe, expect, it } from '@jest/globals';

import { type Doc, Double, errorOf, Int32, Long, storeInMemory } from './support';

const at = storeInMemory();

async function piped(documents: readonly Doc[], pipeline: Doc[]): Promise<Doc[]> {
  if (documents.length > 0)
    await at.rows.insertMany(documents.map((document, _id) => ({ _id: _id as never, ...document })));
  return at.rows.aggregate(pipeline).toArray();
}

const noId = { $project: { _id: 0 } };

describe('$group (manual: $group)', () => {
  it.each<[string, Doc[], Doc, Doc]>([
    ['a missing key is the null group', [{ a: null }, {}], { _id: '$a', n: { $sum: 1 } }, { _id: null, n: 2 }],
    [
      '1 and 1.0 are one group',
      [{ a: new Int32(1) }, { a: new Double(1) }],
      { _id: '$a', n: { $count: {} } },
      { _id: 1, n: 2 },
    ],
    ['a document as key leaves missing fields out', [{ a: 1 }], { _id: { a: '$a', b: '$b' } }, { _id: { a: 1 } }],
    [
      '$sum passes over what is no number',
      [{ a: 1 }, { a: 'x' }, { a: [5] }, {}],
      { _id: 0, r: { $sum: '$a' } },
      { _id: 0, r: 1 },
    ],
    [
      '$avg passes over what is no number',
      [{ a: 1 }, { a: 'x' }, { a: 4 }],
      { _id: 0, r: { $avg: '$a' } },
      { _id: 0, r: 2.5 },
    ],
    ['$avg of no number is null', [{ a: 'x' }], { _id: 0, r: { $avg: '$a' } }, { _id: 0, r: null }],
    [
      '$sum does not lose small parts',
      Array.from({ length: 10 }, () => ({ a: 0.1 })),
      { _id: 0, r: { $sum: '$a' } },
      { _id: 0, r: 1 },
    ],
    [
      '$min and $max pass over null',
      [{ a: null }, { a: 3 }, { a: 1 }, {}],
      { _id: 0, x: { $min: '$a' }, y: { $max: '$a' } },
      { _id: 0, x: 1, y: 3 },
    ],
    ['$min of nothing is null', [{}], { _id: 0, r: { $min: '$a' } }, { _id: 0, r: null }],
    [
      '$first and $last take null for missing',
      [{}, { a: 1 }],
      { _id: 0, x: { $first: '$a' }, y: { $last: '$a' } },
      { _id: 0, x: null, y: 1 },
    ],
    [
      '$push leaves missing out and keeps null',
      [{ a: 1 }, {}, { a: null }],
      { _id: 0, r: { $push: '$a' } },
      { _id: 0, r: [1, null] },
    ],
    [
      '$push of a document',
      [{ a: 1 }, { b: 2 }],
      { _id: 0, r: { $push: { a: '$a', b: '$b' } } },
      { _id: 0, r: [{ a: 1 }, { b: 2 }] },
    ],
    ['$addToSet keeps each once', [{ a: 1 }, { a: 1 }, {}], { _id: 0, r: { $addToSet: '$a' } }, { _id: 0, r: [1] }],
    [
      '$firstN keeps null for missing',
      [{}, { a: 1 }, { a: 2 }],
      { _id: 0, r: { $firstN: { input: '$a', n: 2 } } },
      { _id: 0, r: [null, 1] },
    ],
    [
      '$topN sorts',
      [{ a: 1 }, { a: 3 }, { a: 2 }],
      { _id: 0, r: { $topN: { output: '$a', sortBy: { a: -1 }, n: 2 } } },
      { _id: 0, r: [3, 2] },
    ],
    [
      '$sum of $cond counts what fulfils it',
      [{ a: 1 }, { a: 5 }],
      { _id: 0, r: { $sum: { $cond: [{ $gt: ['$a', 3] }, 1, 0] } } },
      { _id: 0, r: 1 },
    ],
  ])('%s', async (_name, documents, group, expected) => {
    expect(await piped(documents, [{ $group: group }])).toEqual([expected]);
  });

  it('$sum keeps integers integers, and a double makes a double', async () => {
    await at.rows.insertMany([
      { a: 2_147_483_647, b: 1, c: new Double(1) },
      { a: 1, b: Long.fromNumber(1), c: 1 },
    ]);
    const group = { _id: 0, a: { $sum: '$a' }, b: { $sum: '$b' }, c: { $sum: '$c' }, n: { $sum: 1 } };
    const [result] = await at.rows.aggregate([{ $group: group }], { promoteValues: false }).toArray();
    expect(result).toMatchObject({
      a: Long.fromNumber(2_147_483_648),
      b: Long.fromNumber(2),
      c: new Double(2),
      n: new Int32(2),
    });
  });
});

describe('stages', () => {
  it.each<[string, Doc[], Doc[], Doc[]]>([
    [
      '$unwind repeats the document',
      [{ a: [1, 2], b: 3 }],
      [{ $unwind: '$a' }, noId],
      [
        { a: 1, b: 3 },
        { a: 2, b: 3 },
      ],
    ],
    ['$unwind drops empty, null and missing', [{ a: [] }, { a: null }, {}], [{ $unwind: '$a' }], []],
    ['$unwind takes a single value for an array of one', [{ a: 5 }], [{ $unwind: '$a' }, noId], [{ a: 5 }]],
    [
      '$unwind may keep what is empty',
      [{ a: [] }, { a: null }, {}],
      [{ $unwind: { path: '$a', preserveNullAndEmptyArrays: true } }, noId],
      [{}, { a: null }, {}],
    ],
    [
      '$unwind may number the elements',
      [{ a: ['x', 'y'] }, { a: 'z' }],
      [{ $unwind: { path: '$a', includeArrayIndex: 'i' } }, noId],
      [
        { a: 'x', i: 0 },
        { a: 'y', i: 1 },
        { a: 'z', i: null },
      ],
    ],
    [
      '$unwind of a dotted path',
      [{ a: { b: [1, 2], c: 3 } }],
      [{ $unwind: '$a.b' }, noId],
      [{ a: { b: 1, c: 3 } }, { a: { b: 2, c: 3 } }],
    ],
    ['$count', [{}, {}], [{ $count: 'n' }], [{ n: 2 }]],
    ['$count of nothing yields nothing', [], [{ $count: 'n' }], []],
    [
      '$skip and $limit',
      [{ a: 1 }, { a: 2 }, { a: 3 }],
      [{ $sort: { a: -1 } }, { $skip: 1 }, { $limit: 1 }, noId],
      [{ a: 2 }],
    ],
    [
      '$match after $group',
      [{ a: 1 }, { a: 1 }, { a: 2 }],
      [{ $group: { _id: '$a', n: { $sum: 1 } } }, { $match: { n: 2 } }],
      [{ _id: 1, n: 2 }],
    ],
    [
      '$facet',
      [{ a: 1 }, { a: 2 }],
      [{ $facet: { all: [{ $count: 'n' }], two: [{ $match: { a: 2 } }, noId] } }],
      [{ all: [{ n: 2 }], two: [{ a: 2 }] }],
    ],
    [
      '$addFields adds and replaces',
      [{ a: 1 }],
      [{ $addFields: { a: { $add: ['$a', 1] }, b: 'x' } }, noId],
      [{ a: 2, b: 'x' }],
    ],
    ['$addFields takes a number for itself', [{}], [{ $addFields: { a: 0, b: true } }, noId], [{ a: 0, b: true }]],
    [
      '$addFields reaches into documents',
      [{ a: { b: 1 } }],
      [{ $addFields: { 'a.c': 2 } }, noId],
      [{ a: { b: 1, c: 2 } }],
    ],
    ['$addFields of a missing value takes the field away', [{ a: 1 }], [{ $addFields: { a: '$none' } }, noId], [{}]],
    [
      '$project keeps and computes',
      [{ a: 1, b: 2 }],
      [{ $project: { _id: 0, a: 1, c: { $add: ['$a', '$b'] } } }],
      [{ a: 1, c: 3 }],
    ],
    ['$project renames', [{ a: { b: 1 } }], [{ $project: { _id: 0, c: '$a.b' } }], [{ c: 1 }]],
    ['$project leaves out', [{ a: 1, b: 2 }], [{ $project: { _id: 0, a: 0 } }], [{ b: 2 }]],
    [
      '$project computes inside a document',
      [{ a: { b: 1 } }],
      [{ $project: { _id: 0, x: { y: '$a.b' } } }],
      [{ x: { y: 1 } }],
    ],
  ])('%s', async (_name, documents, pipeline, expected) => {
    expect(await piped(documents, pipeline)).toEqual(expected);
  });
});

describe('expressions (manual: Aggregation Operators)', () => {
  const doc = {
    n: 5,
    s: 'héllo',
    d: new Date('2024-03-09T23:59:59Z'),
    list: [1, 2, 3],
    sub: [{ x: 1 }, {}, { x: 3 }],
    nil: null,
  };
  it.each<[string, unknown, unknown]>([
    ['missing is not null', { $eq: ['$none', null] }, false],
    ['missing is less than null', { $lt: ['$none', null] }, true],
    ['values compare across types', { $gt: ['a', 99] }, true],
    ['$ne', { $ne: ['$n', 5] }, false],
    ['$gte and $lte', { $and: [{ $gte: ['$n', 5] }, { $lte: ['$n', 5] }] }, true],
    ['$or of nothing is false', { $or: [] }, false],
    ['$not of zero', { $not: [0] }, true],
    ['an empty string is true', { $cond: ['', 'yes', 'no'] }, 'yes'],
    ['$cond by names', { $cond: { if: '$nil', then: 1, else: 2 } }, 2],
    ['$ifNull takes the first that is there', { $ifNull: ['$none', '$nil', '$n'] }, 5],
    ['$in', { $in: [2, '$list'] }, true],
    ['$add of a date', { $add: ['$d', 1_000] }, new Date('2024-03-10T00:00:00Z')],
    ['$add with null', { $add: ['$n', '$none'] }, null],
    ['$subtract of dates is milliseconds', { $subtract: ['$d', new Date('2024-03-09T23:59:58Z')] }, 1_000],
    ['$multiply', { $multiply: ['$n', 1.5] }, 7.5],
    ['$divide', { $divide: ['$n', 2] }, 2.5],
    ['$size', { $size: '$list' }, 3],
    ['$arrayElemAt from the end', { $arrayElemAt: ['$list', -1] }, 3],
    ['$arrayElemAt outside is missing', { $ifNull: [{ $arrayElemAt: ['$list', 9] }, 'none'] }, 'none'],
    ['$concat', { $concat: ['$s', '!'] }, 'héllo!'],
    ['$concat with null', { $concat: ['$s', '$nil'] }, null],
    ['$substrCP counts characters', { $substrCP: ['$s', 1, 2] }, 'él'],
    ['$substrCP of null', { $substrCP: ['$nil', 0, 1] }, ''],
    ['$dateToString of a month', { $dateToString: { date: '$d', format: '%Y-%m' } }, '2024-03'],
    ['$dateToString of a day', { $dateToString: { date: '$d', format: '%Y-%m-%d' } }, '2024-03-09'],
    ['$dateToString of null', { $dateToString: { date: '$nil', format: '%Y-%m', onNull: 'none' } }, 'none'],
    [
      '$mergeObjects lets the last win and passes over null',
      { $mergeObjects: [{ a: 1, b: 1 }, null, { b: 2 }] },
      { a: 1, b: 2 },
    ],
    ['$filter', { $filter: { input: '$list', as: 'one', cond: { $gt: ['$$one', 1] } } }, [2, 3]],
    ['$filter of null', { $filter: { input: '$nil', cond: true } }, null],
    ['$map names its element this', { $map: { input: '$list', in: { $add: ['$$this', '$n'] } } }, [6, 7, 8]],
    [
      '$map inside $map',
      {
        $map: {
          input: '$list',
          as: 'a',
          in: { $size: { $filter: { input: '$list', as: 'b', cond: { $lt: ['$$b', '$$a'] } } } },
        },
      },
      [0, 1, 2],
    ],
    ['a path through an array collects', '$sub.x', [1, 3]],
    ['$$ROOT', { $size: { $map: { input: ['$$ROOT.n', '$$CURRENT.n'], in: '$$this' } } }, 2],
    ['$literal is taken as it is', { $literal: '$n' }, '$n'],
    ['an array turns missing into null', ['$n', '$none'], [5, null]],
  ])('%s', async (_name, expression, expected) => {
    expect(await piped([doc], [{ $project: { _id: 0, r: expression } }])).toEqual([{ r: expected }]);
  });

  it.each<[string, unknown, number]>([
    ['$add of a string', { $add: ['x', 1] }, 14],
    ['$divide by zero', { $divide: [1, 0] }, 2],
    ['$size of no array', { $size: '$n' }, 17_124],
    ['$in no array', { $in: [1, '$n'] }, 40_081],
    ['$concat of a number', { $concat: ['a', 1] }, 16_702],
    ['$mergeObjects of a number', { $mergeObjects: ['$n'] }, 40_400],
    ['$dateToString of a string', { $dateToString: { date: '$s', format: '%Y-%m' } }, 16_006],
    ['too few arguments', { $subtract: [1] }, 16_020],
  ])('fails for %s', async (_name, expression, code) => {
    expect(await errorOf(piped([doc], [{ $project: { r: expression } }]))).toMatchObject({ code });
  });
});

describe('$merge (manual: $merge)', () => {
  const into = async (options: Doc): Promise<Doc[]> => {
    await at.db.collection<Doc>('target').insertOne({ _id: 0 as never, old: true });
    await piped([{ a: 1 }, { a: 2 }], [{ $merge: { into: 'target', ...options } }]);
    return at.db.collection('target').find().sort({ _id: 1 }).toArray();
  };

  it.each<[string, Doc, Doc[]]>([
    [
      'joins fields by default',
      {},
      [
        { _id: 0, old: true, a: 1 },
        { _id: 1, a: 2 },
      ],
    ],
    [
      'replaces',
      { whenMatched: 'replace' },
      [
        { _id: 0, a: 1 },
        { _id: 1, a: 2 },
      ],
    ],
    [
      'keeps what is there',
      { whenMatched: 'keepExisting' },
      [
        { _id: 0, old: true },
        { _id: 1, a: 2 },
      ],
    ],
    ['discards what is new', { whenNotMatched: 'discard' }, [{ _id: 0, old: true, a: 1 }]],
  ])('%s', async (_name, options, expected) => {
    expect(await into(options)).toEqual(expected);
  });

  it('fails where it is told to', async () => {
    expect(await errorOf(into({ whenMatched: 'fail' }))).toMatchObject({ code: 11_000 });
    await at.db.dropDatabase();
    expect(await errorOf(into({ whenNotMatched: 'fail' }))).toMatchObject({ code: 13_113 });
  });

  it('stands last', async () => {
    expect(await errorOf(piped([], [{ $merge: 'x' }, { $limit: 1 }]))).toMatchObject({ code: 40_601 });
  });
});

describe('$unionWith (manual: $unionWith)', () => {
  const union = (spec: unknown): Promise<Doc[]> => piped([{ a: 1 }, { a: 2 }], [noId, { $unionWith: spec }, noId]);

  it('puts the documents of another pipeline after those that came', async () => {
    const pipeline = [{ $match: { a: { $gt: 0 } } }, { $sort: { a: -1 } }, { $limit: 1 }];
    expect(await union({ coll: at.rows.collectionName, pipeline })).toEqual([{ a: 1 }, { a: 2 }, { a: 2 }]);
  });

  it('takes all of a collection, by its name alone; one that is not there is empty', async () => {
    await at.db.collection<Doc>('other').insertOne({ _id: 0 as never, b: 1 });
    expect(await union('other')).toEqual([{ a: 1 }, { a: 2 }, { b: 1 }]);
    expect(await at.rows.aggregate([{ $unionWith: 'none' }, { $count: 'n' }]).toArray()).toEqual([{ n: 2 }]);
  });

  it.each<[string, unknown, number]>([
    ['writing', { coll: 'other', pipeline: [{ $merge: 'x' }] }, 31_441],
    ['stages that are not here', { coll: 'other', pipeline: [{ $lookup: {} }] }, 40_324],
    ['no collection', {}, 17_080],
    ['a pipeline that is none', { coll: 'other', pipeline: {} }, 9],
  ])('fails for %s', async (_name, spec, code) => {
    expect(await errorOf(union(spec))).toMatchObject({ code });
  });
});

it('never changes the documents it reads', async () => {
  await piped(
    [{ a: { b: 1, list: [{ c: 1 }] } }],
    [{ $addFields: { 'a.b': 2, 'a.list.c': 2 } }, { $project: { 'a.list': 0 } }],
  );
  expect(await at.rows.findOne({}, { projection: { _id: 0 } })).toEqual({ a: { b: 1, list: [{ c: 1 }] } });
});
