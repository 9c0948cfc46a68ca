import { capabilities } from '../capabilities';
import { CommandError, notHere } from '../command-error';
import { show, typeName } from '../values/describe';
import { isDocument } from '../values/document';
import { checkArguments } from './check-arguments';
import type { Compile, Expression } from './compile-expression';

/** `$dateToString` in UTC, for the formats on the list. */
export function compileDateToString(operand: unknown, compile: Compile, locals: readonly string[]): Expression {
  if (!isDocument(operand)) throw new CommandError(18629, '$dateToString only supports an object as its argument');
  checkArguments('$dateToString', operand, ['date', 'format'], ['onNull', 'timezone']);
  const { format, timezone } = operand;
  if (!capabilities.dateFormats.some((known) => known === format)) throw notHere('date format', show(format), 18533);
  if (timezone !== undefined && timezone !== 'UTC') throw notHere('time zone', show(timezone), 40485);
  const date = compile(operand.date, locals);
  const onNull = compile(operand.onNull ?? null, locals);
  return (scope) => {
    const value = date(scope) ?? null;
    if (value === null) return onNull(scope);
    if (!(value instanceof Date))
      throw new CommandError(16006, `can't convert from BSON type ${typeName(value)} to Date`);
    return formatted(value, format === '%Y-%m');
  };
}

function formatted(date: Date, isMonth: boolean): string {
  const year = date.getUTCFullYear();
  if (year < 0 || year > 9_999) throw new CommandError(18537, `$dateToString: the year ${year} is outside 0 to 9999`);
  return date.toISOString().slice(0, isMonth ? 7 : 10);
}
