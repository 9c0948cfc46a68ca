import { BSONRegExp } from 'bson';

import { filtersOf } from '../match/compile-filter';
import { prefixOf, regexOf } from '../match/literal-prefix';
import { type Doc, isDocument, isOperators } from '../values/document';
import { toNumber } from '../values/numbers';
import { keyOf, prefixKey } from '../values/order';

/** A place among the keys of one field: just before a key, or after everything that begins with it. */
export interface Edge {
  readonly key: string;
  readonly after: boolean;
}

export interface Span {
  readonly low: Edge;
  readonly high: Edge;
}

/** Something every matching document fulfils and an index over `path` can find: one of some keys, or a span of keys. */
export interface Condition {
  readonly path: string;
  readonly points?: readonly string[];
  readonly span?: Span;
}

export interface Conditions {
  readonly list: readonly Condition[];
  /** Whether the conditions say all that the filter says. */
  readonly complete: boolean;
}

/** What of a filter an index can answer. Parts left out are left to the matcher, so leaving out is never wrong. */
export function conditionsOf(filter: Doc): Conditions {
  const list: Condition[] = [];
  const complete = collect(filter, '', list);
  return { list, complete };
}

function collect(filter: Doc, prefix: string, list: Condition[]): boolean {
  let complete = true;
  for (const [name, operand] of Object.entries(filter)) {
    if (name === '$and')
      for (const part of filtersOf(name, operand)) complete = collect(part, prefix, list) && complete;
    else if (name.startsWith('$')) complete = false;
    else complete = collectField(prefix + name, operand, list) && complete;
  }
  return complete;
}

function collectField(path: string, operand: unknown, list: Condition[]): boolean {
  if (operand instanceof BSONRegExp) return add(list, path, { span: prefixSpan(operand) });
  if (!isOperators(operand)) return addPoints(list, path, [operand]);
  let complete = true;
  for (const [name, value] of Object.entries(operand)) {
    complete = collectOperator(path, name, value, operand, list) && complete;
  }
  return complete;
}

function collectOperator(path: string, name: string, value: unknown, operators: Doc, list: Condition[]): boolean {
  switch (name) {
    case '$eq':
      return addPoints(list, path, [value]);
    case '$in':
      return addPoints(list, path, value as unknown[]);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return isSpannable(value) && add(list, path, { span: rangeSpan(name, value) });
    case '$regex':
      return add(list, path, { span: prefixSpan(regexOf(operators)) });
    case '$options':
      return true;
    case '$elemMatch':
      if (isDocument(value) && !isOperators(value)) collect(value, `${path}.`, list);
      return false;
    default:
      return false;
  }
}

function add(list: Condition[], path: string, condition: Omit<Condition, 'path'>): true {
  list.push({ path, ...condition });
  return true;
}

// Index entries are the elements of an array, so an operand that is an array has no entry of its own.
function addPoints(list: Condition[], path: string, values: readonly unknown[]): boolean {
  if (values.some((value) => Array.isArray(value) || value instanceof BSONRegExp)) return false;
  return add(list, path, { points: [...new Set(values.map(keyOf))].sort(byCharacter) });
}

function isSpannable(value: unknown): boolean {
  return value !== null && !Array.isArray(value) && !Number.isNaN(toNumber(value));
}

function rangeSpan(name: string, value: unknown): Span {
  const key = keyOf(value);
  const bracket = bracketOf(key);
  if (name === '$gt' || name === '$gte') return { low: { key, after: name === '$gt' }, high: bracket.high };
  return { low: bracket.low, high: { key, after: name === '$lte' } };
}

// Values of one type only; NaN is a number that no range holds.
function bracketOf(key: string): Span {
  const type = key.charAt(0);
  const notANumber = keyOf(NaN);
  const low = type === notANumber.charAt(0) ? { key: notANumber, after: true } : { key: type, after: false };
  return { low, high: { key: type, after: true } };
}

function prefixSpan(regex: BSONRegExp): Span {
  const key = prefixKey(prefixOf(regex));
  return { low: { key, after: false }, high: { key, after: true } };
}

const byCharacter = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
