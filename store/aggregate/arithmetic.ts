import { CommandError } from '../command-error';
import { double } from '../values/codec';
import { typeName } from '../values/describe';
import { int64, numeric, toNumber } from '../values/numbers';

const isNothing = (value: unknown): boolean => value === null || value === undefined;

export function add(...values: readonly unknown[]): unknown {
  if (values.some(isNothing)) return null;
  const date = values.find((value) => value instanceof Date);
  const numbers = values.filter((value) => value !== date);
  const sum = numbers.reduce<number>(
    (total, value) => total + numberIn(value, 14, '$add only supports numeric or date types'),
    0,
  );
  return date ? new Date(date.getTime() + Math.round(sum)) : numeric(sum, ...numbers);
}

export function subtract(left: unknown, right: unknown): unknown {
  if (isNothing(left) || isNothing(right)) return null;
  if (left instanceof Date && right instanceof Date) return int64(left.getTime() - right.getTime());
  const message = "can't $subtract";
  if (left instanceof Date) return new Date(left.getTime() - Math.round(numberIn(right, 14, message)));
  return numeric(numberIn(left, 14, message) - numberIn(right, 14, message), left, right);
}

export function multiply(...values: readonly unknown[]): unknown {
  if (values.some(isNothing)) return null;
  const product = values.reduce<number>(
    (total, value) => total * numberIn(value, 14, '$multiply only supports numeric types'),
    1,
  );
  return numeric(product, ...values);
}

export function divide(left: unknown, right: unknown): unknown {
  if (isNothing(left) || isNothing(right)) return null;
  const dividend = numberIn(left, 14, '$divide only supports numeric types');
  const divisor = numberIn(right, 14, '$divide only supports numeric types');
  if (divisor === 0) throw new CommandError(2, "can't $divide by zero");
  return double(dividend / divisor);
}

function numberIn(value: unknown, code: number, message: string): number {
  const number = toNumber(value);
  if (number === undefined) throw new CommandError(code, `${message}, not ${typeName(value)}`);
  return number;
}
