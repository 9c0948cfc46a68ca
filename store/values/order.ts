import { Binary, BSONRegExp, Double, Long, ObjectId } from 'bson';

import type { Doc } from './document';

/** Stands for a leaf array without elements in index and sort keys: MongoDB orders it before null. */
export const emptyArray = Symbol('an array without elements');

/** The first character of a key: MongoDB's comparison order of types. Numbers of every type share one. */
export const typeCharacter = {
  missing: '\u0001',
  null: '\u0002',
  number: '\u0003',
  string: '\u0004',
  object: '\u0005',
  array: '\u0006',
  binData: '\u0007',
  objectId: '\u0008',
  bool: '\u0009',
  date: '\u000a',
  regex: '\u000b',
} as const;

/**
 * A string for any value: two values are equal exactly when their strings are, and strings sort (by `<`) as MongoDB
 * sorts the values. No key is the beginning of another, so keys joined together sort as compound keys.
 */
export function keyOf(value: unknown): string {
  if (typeof value === 'string') return typeCharacter.string + textKey(value);
  if (typeof value === 'number') return typeCharacter.number + numberKey(value);
  if (typeof value === 'boolean') return typeCharacter.bool + (value ? '\u0002' : '\u0001');
  if (typeof value !== 'object') return typeCharacter.missing;
  return value === null ? typeCharacter.null : objectKey(value);
}

/** Negative, zero or positive, in MongoDB's order over all types. */
export function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number' && !Number.isNaN(left + right)) return order(left, right);
  if (left instanceof Date && right instanceof Date) return order(left.getTime(), right.getTime());
  return order(keyOf(left), keyOf(right));
}

function order<Kind extends number | string>(left: Kind, right: Kind): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The beginning of the keys of all strings that begin with `prefix`. */
export const prefixKey = (prefix: string): string => typeCharacter.string + textKey(prefix).slice(0, -1);

/** The same order the other way round, for descending index fields. */
export function invertKey(key: string): string {
  const inverted = new Uint16Array(key.length);
  for (let at = 0; at < key.length; at++) inverted[at] = 0xffff - key.charCodeAt(at);
  return Buffer.from(inverted.buffer).toString('utf16le');
}

function objectKey(value: object): string {
  if (Array.isArray(value)) return `${typeCharacter.array}${value.map(keyOf).join('')}\0`;
  if (value instanceof Date) return typeCharacter.date + numberKey(value.getTime());
  if (value instanceof ObjectId) return typeCharacter.objectId + pairsKey(value.id);
  if (value instanceof Long) return typeCharacter.number + numberKey(value.toNumber());
  if (value instanceof Double) return typeCharacter.number + numberKey(value.value);
  if (value instanceof Binary) return binaryKey(value);
  if (value instanceof BSONRegExp) return typeCharacter.regex + textKey(value.pattern) + textKey(value.options);
  return documentKey(value as Doc);
}

// Field by field: type, then name, then value.
function documentKey(doc: Doc): string {
  let key: string = typeCharacter.object;
  for (const [name, value] of Object.entries(doc)) {
    const valueKey = keyOf(value);
    key += valueKey.charAt(0) + textKey(name) + valueKey.slice(1);
  }
  return `${key}\0`;
}

function binaryKey({ buffer, sub_type }: Binary): string {
  return `${typeCharacter.binData}${numberKey(buffer.length)}${String.fromCharCode(sub_type)}${Array.from(buffer, (byte) => String.fromCharCode(byte)).join('')}`;
}

function pairsKey(bytes: Uint8Array): string {
  let key = '';
  for (let at = 0; at < bytes.length; at += 2)
    key += String.fromCharCode(((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return key;
}

const float = new DataView(new ArrayBuffer(8));

// IEEE 754 bits sort as numbers once negative ones are inverted and positive ones get the top bit. NaN sorts first.
function numberKey(value: number): string {
  if (Number.isNaN(value)) return '\0\0\0\0';
  float.setFloat64(0, value === 0 ? 0 : value);
  const flip = value < 0 ? 0xffff : 0;
  return String.fromCharCode(
    float.getUint16(0) ^ (value < 0 ? 0xffff : 0x8000),
    float.getUint16(2) ^ flip,
    float.getUint16(4) ^ flip,
    float.getUint16(6) ^ flip,
  );
}

// MongoDB compares strings by their UTF-8 bytes; UTF-16 differs above U+D7FF, where surrogates must sort last.
function textKey(text: string): string {
  const escaped = rare.test(text) ? text.replace(rareAll, moved) : text;
  return `${escaped}\0`;
}

// eslint-disable-next-line no-control-regex -- the two characters that the terminator forces to be escaped
const rare = /[\0\u0001\ud800-\uffff]/;
const rareAll = new RegExp(rare.source, 'g');

function moved(character: string): string {
  const unit = character.charCodeAt(0);
  if (unit === 0) return '\u0001\u0001';
  if (unit === 1) return '\u0001\u0002';
  return String.fromCharCode(unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);
}
