import type { ExpressionName } from '../capabilities';
import { CommandError, notHere } from '../command-error';
import { isTrue } from '../match/compile-filter';
import { typeName } from '../values/describe';
import { type Doc, isDocument, withField } from '../values/document';
import { toNumber } from '../values/numbers';
import { compare, keyOf } from '../values/order';
import { add, divide, multiply, subtract } from './arithmetic';
import { checkArguments } from './check-arguments';
import type { Compile, Expression, Scope } from './compile-expression';
import { compileDateToString } from './date-to-string';

type Operator = (operand: unknown, compile: Compile, locals: readonly string[]) => Expression;

export const operators: Readonly<Record<ExpressionName, Operator>> = {
  $literal: (operand) => () => operand,
  $cond: (operand, compile, locals) => {
    const [condition, then, otherwise] = branches(operand).map((part) => compile(part, locals)) as [
      Expression,
      Expression,
      Expression,
    ];
    return (scope) => (isTrue(condition(scope)) ? then(scope) : otherwise(scope));
  },
  $ifNull: (operand, compile, locals) => {
    const parts = several('$ifNull', operand, 2, Infinity).map((part) => compile(part, locals));
    return (scope) => {
      let value: unknown;
      for (const part of parts) if (((value = part(scope)) ?? null) !== null) break;
      return value;
    };
  },
  $eq: comparison('$eq', (left, right) => keyOf(left) === keyOf(right)),
  $ne: comparison('$ne', (left, right) => keyOf(left) !== keyOf(right)),
  $gt: comparison('$gt', (left, right) => compare(left, right) > 0),
  $gte: comparison('$gte', (left, right) => compare(left, right) >= 0),
  $lt: comparison('$lt', (left, right) => compare(left, right) < 0),
  $lte: comparison('$lte', (left, right) => compare(left, right) <= 0),
  $and: (operand, compile, locals) => {
    const parts = listOf(operand).map((part) => compile(part, locals));
    return (scope) => parts.every((part) => isTrue(part(scope)));
  },
  $or: (operand, compile, locals) => {
    const parts = listOf(operand).map((part) => compile(part, locals));
    return (scope) => parts.some((part) => isTrue(part(scope)));
  },
  $not: plain('$not', 1, 1, (value) => !isTrue(value)),
  $in: plain('$in', 2, 2, (value, list) => {
    if (!Array.isArray(list))
      throw new CommandError(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
    const key = keyOf(value);
    return list.some((element) => keyOf(element) === key);
  }),
  $add: plain('$add', 0, Infinity, add),
  $subtract: plain('$subtract', 2, 2, subtract),
  $multiply: plain('$multiply', 0, Infinity, multiply),
  $divide: plain('$divide', 2, 2, divide),
  $size: plain('$size', 1, 1, (value) => {
    if (Array.isArray(value)) return value.length;
    throw new CommandError(17124, `The argument to $size must be an array, but was of type: ${typeName(value)}`);
  }),
  $arrayElemAt: plain('$arrayElemAt', 2, 2, elementAt),
  $concat: plain('$concat', 0, Infinity, concatenate),
  $substrCP: plain('$substrCP', 3, 3, codePoints),
  $dateToString: compileDateToString,
  $mergeObjects: plain('$mergeObjects', 0, Infinity, (...parts) => parts.reduce<Doc>(merge, {})),
  $filter: (operand, compile, locals) => {
    const { input, inside } = overArray('$filter', operand, 'cond', compile, locals);
    return (scope) => input(scope)?.filter((element) => isTrue(inside(scope, element))) ?? null;
  },
  $map: (operand, compile, locals) => {
    const { input, inside } = overArray('$map', operand, 'in', compile, locals);
    return (scope) => input(scope)?.map((element): unknown => inside(scope, element) ?? null) ?? null;
  },
};

/** An operator over the values of its operands alone. */
function plain(name: string, least: number, most: number, work: (...values: unknown[]) => unknown): Operator {
  return (operand, compile, locals) => {
    const parts = several(name, operand, least, most).map((part) => compile(part, locals));
    return (scope) => work(...parts.map((part) => part(scope)));
  };
}

function comparison(name: string, test: (left: unknown, right: unknown) => boolean): Operator {
  return plain(name, 2, 2, test);
}

const listOf = (operand: unknown): readonly unknown[] => (Array.isArray(operand) ? operand : [operand]);

function several(name: string, operand: unknown, least: number, most: number): readonly unknown[] {
  const list = listOf(operand);
  if (list.length >= least && list.length <= most) return list;
  const takes = least === most ? `exactly ${least}` : `at least ${least}`;
  throw new CommandError(16020, `Expression ${name} takes ${takes} arguments. ${list.length} were passed in.`);
}

function branches(operand: unknown): readonly unknown[] {
  if (!isDocument(operand)) return several('$cond', operand, 3, 3);
  checkArguments('$cond', operand, ['if', 'then', 'else']);
  return [operand.if, operand.then, operand.else];
}

function overArray(name: string, operand: unknown, body: 'cond' | 'in', compile: Compile, locals: readonly string[]) {
  if (!isDocument(operand)) throw new CommandError(28646, `${name} only supports an object as its argument`);
  checkArguments(name, operand, ['input', body], ['as']);
  const variable = typeof operand.as === 'string' ? operand.as : 'this';
  const input = compile(operand.input, locals);
  const inside = compile(operand[body], [...locals, variable]);
  return {
    input: (scope: Scope): readonly unknown[] | null => arrayOrNull(name, input(scope)),
    inside: ({ root, variables }: Scope, element: unknown) =>
      inside({ root, variables: withField(variables, variable, element) }),
  };
}

function arrayOrNull(name: string, value: unknown): readonly unknown[] | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new CommandError(28651, `input to ${name} must be an array not ${typeName(value)}`);
}

function elementAt(list: unknown, position: unknown): unknown {
  if ((list ?? null) === null || (position ?? null) === null) return null;
  if (!Array.isArray(list))
    throw new CommandError(28689, `$arrayElemAt's first argument must be an array, but is ${typeName(list)}`);
  const at = toNumber(position);
  if (at === undefined)
    throw new CommandError(28690, `$arrayElemAt's second argument must be numeric, but is ${typeName(position)}`);
  if (!Number.isInteger(at))
    throw new CommandError(28691, `$arrayElemAt's second argument must be a whole number: ${at}`);
  return list.at(at) as unknown;
}

function concatenate(...parts: readonly unknown[]): string | null {
  if (parts.some((part) => (part ?? null) === null)) return null;
  const odd = parts.find((part) => typeof part !== 'string');
  if (odd === undefined) return parts.join('');
  throw new CommandError(16702, `$concat only supports strings, not ${typeName(odd)}`);
}

function codePoints(text: unknown, start: unknown, length: unknown): string {
  const [from, count] = [toNumber(start), toNumber(length)];
  if (from === undefined || !Number.isInteger(from) || from < 0)
    throw new CommandError(34451, '$substrCP: starting index must be a whole number that is not negative');
  if (count === undefined || !Number.isInteger(count) || count < 0)
    throw new CommandError(34453, '$substrCP: length must be a whole number that is not negative');
  if ((text ?? null) === null) return '';
  if (typeof text !== 'string') throw notHere('type for $substrCP', typeName(text), 16007);
  return Array.from(text)
    .slice(from, from + count)
    .join('');
}

function merge(merged: Doc, part: unknown): Doc {
  if ((part ?? null) === null) return merged;
  if (!isDocument(part))
    throw new CommandError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(part)}`);
  return { ...merged, ...part };
}
