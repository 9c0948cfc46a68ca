import type { UpdateOperator } from '../capabilities';
import { badValue, notHere, typeMismatch } from '../command-error';
import { show, typeName } from '../values/describe';
import { type Doc, isDocument } from '../values/document';
import { numeric, toNumber } from '../values/numbers';
import { compare, keyOf } from '../values/order';
import { removed } from './change-at';
import { compilePull } from './pull';

/** The new value of a field from its present one, undefined when it is missing; undefined leaves it as it is. */
export type Change = (value: unknown, doc: Doc) => unknown;

export const updateOperators: Readonly<Record<UpdateOperator, (operand: unknown, field: string) => Change>> = {
  $set: (operand) => () => operand,
  $setOnInsert: (operand) => () => operand,
  $unset: () => removed,
  $inc: increment,
  $min: (operand) => (value) => (value === undefined || compare(operand, value) < 0 ? operand : value),
  $max: (operand) => (value) => (value === undefined || compare(operand, value) > 0 ? operand : value),
  $push: (operand, field) => {
    const added = eachOf('$push', operand);
    return (value, doc) => {
      const list = value === undefined ? [] : value;
      if (Array.isArray(list))
        return added.length === 0 && value !== undefined ? value : [...(list as unknown[]), ...added];
      throw badValue(
        `The field '${field}' must be an array but is of type ${typeName(value)} in document {_id: ${show(doc._id)}}`,
      );
    };
  },
  $addToSet: (operand, field) => {
    const added = eachOf('$addToSet', operand);
    return (value) => {
      const list = value === undefined ? [] : value;
      if (Array.isArray(list)) return union(list, added);
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${field}' has non-array type ${typeName(value)}`,
      );
    };
  },
  $pull: compilePull,
  $currentDate: (operand, field) => {
    const type = isDocument(operand) ? operand.$type : operand === true ? 'date' : typeName(operand);
    if (type === 'timestamp') throw notHere('type for $currentDate', 'timestamp', 2);
    if (type !== 'date')
      throw badValue(`${field}: $currentDate takes true or {$type: 'date'} here, not ${show(operand)}`);
    return () => new Date();
  },
};

function increment(operand: unknown, field: string): Change {
  const amount = toNumber(operand);
  if (amount === undefined)
    throw typeMismatch(`Cannot increment with non-numeric argument: {${field}: ${show(operand)}}`);
  return (value, doc) => {
    if (value === undefined) return operand;
    const number = toNumber(value);
    if (number !== undefined) return numeric(number + amount, value, operand);
    throw typeMismatch(
      `Cannot apply $inc to a value of non-numeric type. {_id: ${show(doc._id)}} has the field '${field.split('.').at(-1) ?? field}' of non-numeric type ${typeName(value)}`,
    );
  };
}

function eachOf(name: string, operand: unknown): readonly unknown[] {
  if (!isDocument(operand) || !Object.keys(operand).some((key) => key.startsWith('$'))) return [operand];
  const odd = Object.keys(operand).find((key) => key !== '$each');
  if (odd !== undefined) throw notHere(`modifier of ${name}`, odd, 2);
  if (!Array.isArray(operand.$each)) throw typeMismatchOfEach(name, operand.$each);
  return operand.$each;
}

function typeMismatchOfEach(name: string, each: unknown) {
  const message = `The argument to $each in ${name} must be an array but it was of type ${typeName(each)}`;
  return name === '$push' ? badValue(message) : typeMismatch(message);
}

function union(list: readonly unknown[], added: readonly unknown[]): readonly unknown[] {
  const keys = new Set(list.map(keyOf));
  const isNew = (value: unknown): boolean => {
    const key = keyOf(value);
    return !keys.has(key) && keys.add(key).has(key);
  };
  const fresh = added.filter(isNew);
  return [...list, ...fresh];
}
