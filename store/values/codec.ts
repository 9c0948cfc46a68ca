import {
  Binary,
  BSONRegExp,
  calculateObjectSize,
  deserialize,
  Double,
  Int32,
  Long,
  ObjectId,
  serialize,
  Timestamp,
} from 'bson';

import { badValue, CommandError, notHere } from '../command-error';
import type { Doc } from './document';

export const maxDocumentBytes = 16 * 1024 * 1024;
const maxDepth = 180;
const decoding = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

/**
 * BSON to values that keep their exact type: an int32 is a number, a double is a number too unless it would be taken
 * for an int32, then it stays a Double; an int64 stays a Long.
 */
export function decode(bytes: Uint8Array): Doc {
  return settle(deserialize(bytes, decoding), 0) as Doc;
}

export function encode(doc: Doc): Uint8Array {
  return serialize(doc, { ignoreUndefined: true });
}

export const sizeOf = (doc: Doc): number => calculateObjectSize(doc, { ignoreUndefined: true });

/** A double; one that holds an int32's value is wrapped, so that it is written as a double again. */
export function double(value: number): number | Double {
  return Number.isInteger(value) && Math.abs(value) <= 0x8000_0000 && !Object.is(value, -0) ? new Double(value) : value;
}

function settle(value: unknown, depth: number): unknown {
  if (value === undefined) throw notHere('type', 'undefined', 2);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) throw new CommandError(15, `A document nests deeper than ${maxDepth} levels.`);
  if (Array.isArray(value)) return settleArray(value, depth);
  if (value instanceof Date) return settleDate(value);
  return settleObject(value, depth);
}

interface TaggedObject {
  readonly _bsontype?: string;
}

function settleArray(values: unknown[], depth: number): unknown[] {
  for (let index = 0; index < values.length; index++) values[index] = settle(values[index], depth + 1);
  return values;
}

function settleDate(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw badValue('A date lies outside the years this store can hold (±271821).');
  return date;
}

function settleObject(value: TaggedObject, depth: number): unknown {
  // The driver's classes carry the tag on their prototype; an own field of that name would pass for one of them.
  if (Object.hasOwn(value, '_bsontype')) throw badValue("A field named '_bsontype' cannot be held by this store.");
  if (value._bsontype === undefined) return settleFields(value, depth);
  if (value instanceof ObjectId || value instanceof BSONRegExp) return value;
  if (value instanceof Int32) return value.value;
  if (value instanceof Double) return double(value.value);
  if (value instanceof Long && !(value instanceof Timestamp)) return settleLong(value);
  // A copy: the bytes of the whole message would be kept with it.
  if (value instanceof Binary) return new Binary(Uint8Array.from(value.buffer), value.sub_type);
  throw notHere('type', typeNames[value._bsontype] ?? value._bsontype, 2);
}

function settleFields(object: object, depth: number): object {
  const fields = object as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    const before = fields[name];
    const after = settle(before, depth + 1);
    if (after === before) continue;
    if (name === '__proto__') Object.defineProperty(fields, name, { value: after, enumerable: true });
    else fields[name] = after;
  }
  return object;
}

function settleLong(value: Long): Long {
  if (Number.isSafeInteger(value.toNumber())) return value;
  throw badValue(`The int64 ${value.toString()} lies beyond 2^53; MongoDB holds it, this store cannot exactly.`);
}

const typeNames: Readonly<Record<string, string>> = {
  Decimal128: 'decimal',
  Timestamp: 'timestamp',
  BSONSymbol: 'symbol',
  Code: 'javascript',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};
