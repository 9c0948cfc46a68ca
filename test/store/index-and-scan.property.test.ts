import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { silentLog } from '../../store/data/change-log';
import { Collection } from '../../store/data/collection';
import { SortedEntries } from '../../store/data/sorted-entries';
import { compileFilter } from '../../store/match/compile-filter';
import { Deadline } from '../../store/plan/deadline';
import { countRecords, findRecords } from '../../store/plan/find-records';
import { compare, keyOf } from '../../store/values/order';
import { type Doc, ObjectId } from './support';

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(null, true, false, 'a', 'ab', 'b', '', 1.5, NaN, new Date(0), new Date(5)),
  fc.constantFrom(new ObjectId('0'.repeat(24)), new ObjectId('f'.repeat(24)), '\uffff', 'a\0', -Infinity),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ c: scalar }, { requiredKeys: [] }),
);
const part = fc.oneof(value, fc.array(fc.record({ c: value }, { requiredKeys: [] }), { maxLength: 2 }));
const document = fc.record({ a: value, b: part, d: scalar }, { requiredKeys: [] });

const bound = fc.oneof({ weight: 5, arbitrary: scalar }, fc.record({ c: scalar }, { requiredKeys: [] }));
const operator = fc.oneof(
  fc.record({ $eq: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $gt: bound, $lte: bound }, { requiredKeys: [] }),
  fc.record({ $gte: bound, $lt: bound }, { requiredKeys: [] }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $regex: fc.constantFrom('^a', '^ab', '^') }),
  fc.record({ $elemMatch: fc.constantFrom({ $gt: 0 }, { c: 1 }, { $gte: 'a', $lt: 'b' }) }),
);
const condition = fc.oneof(
  scalar,
  operator.filter((operators) => Object.keys(operators).length > 0),
);
const fields = fc.dictionary(fc.constantFrom('_id', 'a', 'b', 'b.c', 'd'), condition, { maxKeys: 3 });
const filter = fc.oneof(
  fields,
  fc.record({ $and: fc.array(fields, { minLength: 1, maxLength: 2 }) }),
  fc.record({ a: condition, $or: fc.array(fields, { minLength: 1, maxLength: 2 }) }),
);
const direction = fc.constantFrom(1, -1);
const sort = fc.dictionary(fc.constantFrom('_id', 'a', 'b.c', 'd'), direction, { maxKeys: 2 });
const index = fc.dictionary(fc.constantFrom('a', 'b', 'b.c', 'd'), direction, { minKeys: 1, maxKeys: 3 });

const forever = (): Deadline => new Deadline(0);

/** Inserts what the indexes take: a document with two arrays in one of them is refused. */
function collectionOf(documents: readonly Doc[], indexes: readonly Doc[]): Collection {
  const collection = new Collection('test.rows', silentLog);
  indexes.forEach((key, at) => collection.addIndex({ v: 2, key, name: `index${at}` }));
  documents.forEach((given, at) => {
    try {
      collection.insert({ _id: at % 2 === 0 ? at : `id${at}`, ...given });
    } catch {
      // It stays out, of the scan as well.
    }
  });
  return collection;
}

function scanned(collection: Collection, given: Doc): Doc[] {
  return [...collection.records.values()].map((record) => record.document).filter(compileFilter(given));
}

const ids = (documents: readonly Doc[]): string[] => documents.map(({ _id }) => String(_id));

describe('an index never changes an answer', () => {
  it('finds the same documents as a scan, each once, and counts them alike', () => {
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 12 }),
        fc.array(index, { maxLength: 2 }),
        filter,
        (documents, indexes, given) => {
          const collection = collectionOf(documents, indexes);
          const found = findRecords(collection, { filter: given }, forever()).records.map((record) => record.document);
          expect(ids(found).sort()).toEqual(ids(scanned(collection, given)).sort());
          expect(countRecords(collection, { filter: given }, forever())).toBe(found.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('sorts and limits as a collection without indexes does', () => {
    const limits = fc.record({ skip: fc.nat(2), limit: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 12 }),
        fc.array(index, { maxLength: 2 }),
        filter,
        sort,
        limits,
        (documents, indexes, given, order, limit) => {
          // _id last makes the order complete, so that there is one right answer.
          const search = { filter: given, sort: { ...order, _id: order._id ?? 1 }, ...limit };
          const collection = collectionOf(documents, indexes);
          const plain = collectionOf([], []);
          for (const record of collection.records.values()) plain.insert(record.document);
          const answer = (from: Collection): string[] | string => {
            try {
              return ids(findRecords(from, search, forever()).records.map((record) => record.document));
            } catch {
              return 'two arrays in the sort';
            }
          };
          const expected = answer(plain);
          if (typeof expected !== 'string') expect(answer(collection)).toEqual(expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('holds while documents change and go', () => {
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 1, maxLength: 10 }),
        fc.array(document, { maxLength: 10 }),
        fc.array(index, { maxLength: 2 }),
        filter,
        (documents, changes, indexes, given) => {
          const collection = collectionOf(documents, indexes);
          changes.forEach((change, at) => {
            const record = collection.byId(at);
            if (!record) return;
            try {
              if (at % 3 === 0) collection.remove(record);
              else collection.replace(record, { _id: record.document._id, ...change });
            } catch {
              // Refused whole: two arrays in one index.
            }
          });
          const found = findRecords(collection, { filter: given }, forever()).records.map((record) => record.document);
          expect(ids(found).sort()).toEqual(ids(scanned(collection, given)).sort());
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('keys', () => {
  it('are equal exactly when values are, and order as values do', () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        const [leftKey, rightKey] = [keyOf(left), keyOf(right)];
        expect(Math.sign(compare(left, right))).toBe(leftKey < rightKey ? -1 : leftKey === rightKey ? 0 : 1);
      }),
    );
  });

  it('order numbers and strings', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (left, right) => {
        expect(keyOf(left) < keyOf(right)).toBe(left < right);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
        const order = Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(keyOf(left) < keyOf(right)).toBe(order < 0);
      }),
    );
  });

  it('are never the beginning of one another', () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        const [leftKey, rightKey] = [keyOf(left), keyOf(right)];
        if (leftKey !== rightKey) expect(rightKey.startsWith(leftKey)).toBe(false);
      }),
    );
  });
});

it('entries in chunks are those of one sorted list', () => {
  const entries = new SortedEntries();
  const records = Array.from({ length: 5_000 }, (_, age) => ({ age, document: { _id: age } }));
  const keyFor = (age: number): string => String((age * 7_919) % 1_000).padStart(4, '0');
  records.forEach((record) => entries.add(keyFor(record.age), record));
  records.filter(({ age }) => age % 3 === 0).forEach((record) => entries.remove(keyFor(record.age), record));
  const left = records.filter(({ age }) => age % 3 !== 0);
  const expected = left.sort((one, other) => keyFor(one.age).localeCompare(keyFor(other.age)) || one.age - other.age);
  const range = { from: '0100', to: '0900' };
  const seen: number[] = [];
  entries.scan(range, false, ({ age }) => seen.push(age) > 0);
  const wanted = expected.map(({ age }) => age).filter((age) => keyFor(age) >= range.from && keyFor(age) < range.to);
  expect(seen).toEqual(wanted);
  expect(entries.count(range)).toBe(wanted.length);
  const backwards: number[] = [];
  entries.scan(range, true, ({ age }) => backwards.push(age) > 0);
  expect(backwards).toEqual([...wanted].reverse());
  expect(entries.size).toBe(left.length);
});
