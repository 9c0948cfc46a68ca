import { BSONRegExp } from 'bson';

import { badValue } from '../command-error';
import { compileFilter } from '../match/compile-filter';
import { isDocument, isOperators } from '../values/document';
import { keyOf } from '../values/order';
import type { Change } from './update-operators';

/**
 * `$pull`: elements equal to a value, or that fulfil operators, or documents that match a filter
 * (manual: $pull applies the condition to each element as if it were a top-level document).
 */
export function compilePull(operand: unknown): Change {
  const goes = compileCondition(operand);
  return (value) => {
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw badValue('Cannot apply $pull to a non-array value');
    const list: readonly unknown[] = value;
    const stays = list.filter((element) => !goes(element));
    return stays.length === list.length ? list : stays;
  };
}

function compileCondition(operand: unknown): (element: unknown) => boolean {
  if (isOperators(operand) || operand instanceof BSONRegExp) {
    const matches = compileFilter({ element: operand });
    return (element) => matches({ element });
  }
  if (isDocument(operand)) {
    const matches = compileFilter(operand);
    return (element) => isDocument(element) && matches(element);
  }
  const key = keyOf(operand);
  return (element) => keyOf(element) === key;
}
