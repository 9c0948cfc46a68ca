import { CommandError, notHere } from '../command-error';
import type { Doc } from '../values/document';

/** @throws CommandError unless the operand has all of the required arguments and no others but the optional ones. */
export function checkArguments(
  name: string,
  operand: Doc,
  required: readonly string[],
  optional: readonly string[] = [],
): void {
  const missing = required.find((argument) => !(argument in operand));
  if (missing !== undefined) throw new CommandError(17080, `Missing '${missing}' parameter to ${name}`);
  const unknown = Object.keys(operand).find((argument) => !required.includes(argument) && !optional.includes(argument));
  if (unknown !== undefined) throw notHere(`argument of ${name}`, unknown, 17083);
}
