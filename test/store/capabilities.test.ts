import { describe, expect, it } from '@jest/globals';

import { capabilities, unsupportedIn } from '../../store/capabilities';

describe('unsupportedIn names what is not on the list', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing in a plain filter', { a: 1, b: { $in: [1], $not: { $gt: 2 } }, $or: [{ c: /^x/ }] }, []],
    [
      'operators in filters, however deep',
      { $or: [{ a: { $size: 1 } }, { b: { $elemMatch: { c: { $type: 'x' } } } }] },
      ['$size', '$type'],
    ],
    ['top level operators', { $where: 'x', $text: {} }, ['$where', '$text']],
    ['patterns other than a literal prefix', { a: /^ab/, b: /ab/, c: { $in: [/^x/i] } }, ['/ab/', '/^x/i']],
    ['nothing in a plain update', { $set: { a: 1 }, $push: { b: { $each: [1] } }, $pull: { c: { $in: [1] } } }, []],
    ['update operators', { $set: { a: 1 }, $rename: { b: 'c' } }, ['$rename']],
    ['modifiers', { $push: { a: { $each: [], $slice: 1, $sort: 1 } } }, ['$slice', '$sort']],
    ['positional paths', { $set: { 'a.$.b': 1, 'c.$[x].d': 1 } }, ['$', '$[x]']],
    ['filters in $pull', { $pull: { a: { $size: 1 } } }, ['$size']],
    [
      'nothing in a plain pipeline',
      [{ $match: { a: 1 } }, { $group: { _id: '$a', n: { $sum: { $cond: [{ $gt: ['$b', 1] }, 1, 0] } } } }],
      [],
    ],
    ['stages', [{ $lookup: {} }, { $match: {} }], ['$lookup']],
    ['accumulators', [{ $group: { _id: null, a: { $stdDevPop: '$b' } } }], ['$stdDevPop']],
    ['an accumulator is no expression', [{ $project: { a: { $sum: '$b' } } }], ['$sum']],
    ['expressions', [{ $project: { a: { $toUpper: { $concat: ['$b'] } } } }], ['$toUpper']],
    [
      'expressions in accumulators and keys',
      [{ $group: { _id: { $year: '$d' }, n: { $sum: { $abs: '$x' } } } }],
      ['$year', '$abs'],
    ],
    ['variables', [{ $project: { a: '$$NOW', b: '$$ROOT.c' } }], ['$$NOW']],
    ['no variables of $map and $filter', [{ $project: { a: { $map: { input: '$a', as: 'x', in: '$$x.y' } } } }], []],
    ['nothing within $literal', [{ $project: { a: { $literal: { $foo: 1 } } } }], []],
    ['pipelines in $unionWith', [{ $unionWith: { coll: 'a', pipeline: [{ $sample: { size: 1 } }] } }], ['$sample']],
    ['pipelines in $facet', [{ $facet: { a: [{ $sample: { size: 1 } }] } }], ['$sample']],
  ])('%s', (_name, given, expected) => {
    expect(unsupportedIn(given)).toEqual(expected);
  });
});

it('the list holds each name once', () => {
  for (const list of Object.values(capabilities)) {
    if (Array.isArray(list)) expect(new Set(list).size).toBe(list.length);
  }
});
