import { BSONRegExp } from 'bson';

import { badValue } from '../command-error';
import { isOperators } from '../values/document';
import { toNumber } from '../values/numbers';
import { compare, keyOf } from '../values/order';
import { literalPrefix } from './literal-prefix';

export type RangeOperator = '$gt' | '$gte' | '$lt' | '$lte';
type Test = (value: unknown) => boolean;

/** Equality as MongoDB's: numbers of every type are one kind, null equals a missing field, field order counts. */
export function equalTo(operand: unknown): Test {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  const key = keyOf(operand);
  return (value) => typeof value !== 'string' && value !== undefined && keyOf(value) === key;
}

export function among(name: string, operand: unknown): Test {
  if (!Array.isArray(operand)) throw badValue(`${name} needs an array`);
  if (operand.some(isOperators)) throw badValue(`cannot nest $ under ${name}`);
  const patterns = operand.filter((value) => value instanceof BSONRegExp).map(literalPrefix);
  const keys = new Set(operand.filter((value) => !(value instanceof BSONRegExp)).map(keyOf));
  const equal: Test = (value) => keys.has(keyOf(value ?? null));
  return patterns.length === 0 ? equal : (value) => equal(value) || patterns.some((pattern) => pattern(value));
}

/** A range holds values of the operand's own kind only (manual: Comparison/Sort Order, type bracketing). */
export function inRange(name: RangeOperator, operand: unknown): Test {
  const orEqual = name === '$gte' || name === '$lte';
  // Null and NaN are equal to themselves and neither above nor below anything.
  if (operand === null || Number.isNaN(toNumber(operand))) return orEqual ? equalTo(operand) : () => false;
  const sameKind = kindTest(operand);
  const within = sides[name];
  return (value) => sameKind(value) && within(compare(value, operand));
}

const sides: Readonly<Record<RangeOperator, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

function kindTest(operand: unknown): Test {
  if (operand instanceof Date) return (value) => value instanceof Date;
  if (typeof operand === 'string') return (value) => typeof value === 'string';
  if (toNumber(operand) !== undefined) {
    return (value) => {
      const number = toNumber(value);
      return number !== undefined && !Number.isNaN(number);
    };
  }
  const kind = keyOf(operand).charAt(0);
  return (value) => value !== undefined && keyOf(value).startsWith(kind);
}
