import { Double, Long } from 'bson';

import { badValue } from '../command-error';
import { double } from './codec';

/** The number a value holds, or undefined when it is not numeric. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  return value instanceof Long ? value.toNumber() : undefined;
}

/** int32 or int64, not double. */
export function isIntegral(value: unknown): boolean {
  return value instanceof Long || (typeof value === 'number' && Object.is(value | 0, value));
}

/** What MongoDB's arithmetic yields: integers stay integers and widen to int64, anything with a double is a double. */
export function numeric(result: number, ...operands: readonly unknown[]): unknown {
  if (!operands.every(isIntegral)) return double(result);
  if (Object.is(result | 0, result) && !operands.some((operand) => operand instanceof Long)) return result;
  return int64(result);
}

export function int64(value: number): Long {
  if (Number.isSafeInteger(value)) return Long.fromNumber(value);
  throw badValue('An integer result lies beyond 2^53; MongoDB holds it, this store cannot exactly.');
}

export const isNumeric = (value: unknown): boolean => toNumber(value) !== undefined;
