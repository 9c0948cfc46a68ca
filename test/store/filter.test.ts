import { describe, expect, it } from '@jest/globals';

import { type Doc, Double, Int32, Long, ObjectId, storeInMemory } from './support';

const at = storeInMemory();

async function matched(documents: readonly Doc[], filter: Doc): Promise<number[]> {
  await at.rows.insertMany(documents.map((document, position) => ({ _id: position as never, ...document })));
  const found = await at.rows.find(filter).sort({ _id: 1 }).toArray();
  return found.map(({ _id }) => Number(_id));
}

describe('equality (manual: Query for Null or Missing Fields, Query an Array)', () => {
  it.each<[string, Doc[], Doc, number[]]>([
    ['null matches null and missing', [{ a: null }, {}, { a: 0 }, { a: [] }], { a: null }, [0, 1]],
    ['null matches an element that is null', [{ a: [1, null] }, { a: [1] }], { a: null }, [0]],
    ['a value matches an element', [{ a: [1, 2] }, { a: 2 }, { a: 3 }], { a: 2 }, [0, 1]],
    [
      'an array matches itself and as an element',
      [{ a: [1, 2] }, { a: [[1, 2]] }, { a: [2, 1] }],
      { a: [1, 2] },
      [0, 1],
    ],
    [
      'a document matches by all fields in order',
      [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }],
      { a: { x: 1, y: 2 } },
      [0],
    ],
    [
      'numbers of all types are equal',
      [{ a: new Int32(1) }, { a: new Double(1) }, { a: Long.fromNumber(1) }],
      { a: 1 },
      [0, 1, 2],
    ],
    ['NaN equals NaN', [{ a: NaN }, { a: 1 }], { a: NaN }, [0]],
    ['zero equals minus zero', [{ a: -0 }, { a: 0 }], { a: 0 }, [0, 1]],
    ['$ne means no element is equal', [{ a: [1, 2] }, { a: 2 }, {}], { a: { $ne: 1 } }, [1, 2]],
    ['$ne null means there and not null', [{ a: null }, {}, { a: 1 }], { a: { $ne: null } }, [2]],
    ['$in with null matches missing', [{}, { a: 1 }, { a: 2 }], { a: { $in: [null, 2] } }, [0, 2]],
    ['$nin matches missing', [{}, { a: 1 }], { a: { $nin: [1] } }, [0]],
    ['$in takes a prefix', [{ a: 'abc' }, { a: 'b' }], { a: { $in: [/^ab/, 'x'] } }, [0]],
    ['$not of an operator matches missing', [{}, { a: 1 }, { a: 9 }], { a: { $not: { $gt: 5 } } }, [0, 1]],
    ['$not of a prefix', [{ a: 'ab' }, { a: 'b' }, {}], { a: { $not: /^a/ } }, [1, 2]],
    ['$exists counts null as there', [{ a: null }, {}], { a: { $exists: true } }, [0]],
    ['$exists false', [{ a: null }, {}], { a: { $exists: false } }, [1]],
  ])('%s', async (_name, documents, filter, expected) => {
    expect(await matched(documents, filter)).toEqual(expected);
  });
});

describe('ranges (manual: Comparison/Sort Order, type bracketing)', () => {
  const early = new Date('2024-01-01');
  it.each<[string, Doc[], Doc, number[]]>([
    ['hold values of their type only', [{ a: 5 }, { a: '5' }, { a: early }, { a: null }, {}], { a: { $gte: 1 } }, [0]],
    ['over strings', [{ a: 'b' }, { a: 'a' }, { a: 1 }], { a: { $gt: 'a' } }, [0]],
    [
      'over dates',
      [{ a: early }, { a: new Date('2023-01-01') }, { a: early.getTime() }],
      { a: { $lte: early } },
      [0, 1],
    ],
    ['never hold NaN', [{ a: NaN }, { a: -1 }], { a: { $lt: 5 } }, [1]],
    ['$gte null matches null and missing', [{ a: null }, {}, { a: 1 }], { a: { $gte: null } }, [0, 1]],
    ['$gt null matches nothing', [{ a: null }, {}, { a: 1 }], { a: { $gt: null } }, []],
    [
      'two bounds may be met by two elements',
      [{ a: [1, 9] }, { a: [4] }, { a: [9] }],
      { a: { $gt: 3, $lt: 5 } },
      [0, 1],
    ],
    [
      '$elemMatch wants one element for both',
      [{ a: [1, 9] }, { a: [4] }],
      { a: { $elemMatch: { $gt: 3, $lt: 5 } } },
      [1],
    ],
    ['an infinity equals itself', [{ a: Infinity }, { a: 1 }], { a: { $gte: Infinity } }, [0]],
    ['over booleans', [{ a: true }, { a: false }, { a: 1 }], { a: { $gt: false } }, [0]],
    ['over arrays as wholes', [{ a: [2] }, { a: [1] }], { a: { $gt: [1, 5] } }, [0]],
    [
      'over object ids',
      [{ a: new ObjectId('0'.repeat(24)) }, { a: 'x' }],
      { a: { $lt: new ObjectId('1'.repeat(24)) } },
      [0],
    ],
    ['across number types', [{ a: Long.fromNumber(5) }, { a: new Double(4) }], { a: { $gt: 4.5 } }, [0]],
  ])('%s', async (_name, documents, filter, expected) => {
    expect(await matched(documents, filter)).toEqual(expected);
  });

  it('order strings by their UTF-8 bytes, not by UTF-16 units', async () => {
    expect(await matched([{ a: '\u{1f600}' }, { a: '\uffee' }], { a: { $gt: '\uffee' } })).toEqual([0]);
  });
});

describe('dotted paths (manual: Query an Array of Embedded Documents)', () => {
  it.each<[string, Doc[], Doc, number[]]>([
    ['reach through documents', [{ a: { b: 1 } }, { a: { b: 2 } }], { 'a.b': 1 }, [0]],
    ['reach through arrays', [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 3 }] }], { 'a.b': 2 }, [0]],
    ['a number is a position', [{ a: [5, 6] }, { a: [6, 5] }], { 'a.1': 6 }, [0]],
    ['a number is a field name too', [{ a: { 1: 6 } }, { a: { 2: 6 } }], { 'a.1': 6 }, [0]],
    ['null under a scalar matches', [{ a: 5 }, {}, { a: { b: null } }, { a: { b: 1 } }], { 'a.b': null }, [0, 1, 2]],
    ['null under an array without documents does not', [{ a: [] }, { a: [1] }], { 'a.b': null }, []],
    ['null matches one element without the field', [{ a: [{ b: 1 }, {}] }, { a: [{ b: 1 }] }], { 'a.b': null }, [0]],
    [
      '$elemMatch over documents',
      [{ a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }, { c: 2 }] }],
      { a: { $elemMatch: { b: 1, c: 2 } } },
      [0],
    ],
    ['$elemMatch needs an array', [{ a: { b: 1 } }, { a: [{ b: 1 }] }], { a: { $elemMatch: { b: 1 } } }, [1]],
    [
      '$elemMatch with $or',
      [{ a: [{ b: 1 }] }, { a: [{ c: 1 }] }, { a: [{}] }],
      { a: { $elemMatch: { $or: [{ b: 1 }, { c: 1 }] } } },
      [0, 1],
    ],
  ])('%s', async (_name, documents, filter, expected) => {
    expect(await matched(documents, filter)).toEqual(expected);
  });
});

describe('logic and prefixes', () => {
  it.each<[string, Doc[], Doc, number[]]>([
    ['$and', [{ a: 1, b: 2 }, { a: 1 }], { $and: [{ a: 1 }, { b: 2 }] }, [0]],
    ['$or', [{ a: 1 }, { b: 2 }, {}], { $or: [{ a: 1 }, { b: 2 }] }, [0, 1]],
    ['$nor', [{ a: 1 }, { b: 2 }, {}], { $nor: [{ a: 1 }, { b: 2 }] }, [2]],
    ['a regex of literal prefix', [{ a: 'abc' }, { a: 'xabc' }, { a: 1 }], { a: /^ab/ }, [0]],
    ['an escaped prefix', [{ a: '11.02.3' }, { a: '11x02' }], { a: { $regex: '^11\\.02' } }, [0]],
    ['a prefix over elements', [{ a: ['x', 'ab'] }, { a: ['x'] }], { a: /^a/ }, [0]],
    ['names of object members are plain fields', [{ constructor: 1 }, {}], { constructor: 1 }, [0]],
    ['members that are inherited are missing', [{}, { toString: 'x' }], { toString: null }, [0]],
  ])('%s', async (_name, documents, filter, expected) => {
    expect(await matched(documents, filter)).toEqual(expected);
  });
});
