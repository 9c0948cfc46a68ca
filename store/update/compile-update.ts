import type { UpdateOperator } from '../capabilities';
import { CommandError, failedToParse, notHere } from '../command-error';
import { type Doc, isDocument } from '../values/document';
import { keyOf } from '../values/order';
import { type Path, splitPath } from '../values/paths';
import { changeAt, removeAt, removed } from './change-at';
import { type Change, updateOperators } from './update-operators';

export type Update = (doc: Doc, isInsert: boolean) => Doc;

interface Step {
  readonly path: Path;
  readonly name: string;
  readonly change: Change;
  readonly onInsertOnly: boolean;
}

/** Compiles an update once: operators, or a whole new document that keeps `_id`. */
export function compileUpdate(update: unknown): Update & { readonly isReplacement?: boolean } {
  if (Array.isArray(update)) throw notHere('update', 'pipeline', 115);
  if (!isDocument(update)) throw failedToParse('An update must be a document.');
  const names = Object.keys(update);
  if (!names.some((name) => name.startsWith('$'))) return Object.assign(replacement(update), { isReplacement: true });
  const steps = names.flatMap((name) => stepsOf(name, update[name]));
  checkConflicts(steps);
  // Fields that are new appear in the order of their names, whatever the order of the operators (manual: Update Operators).
  steps.sort((left, right) => byName(left.path, right.path));
  return (doc, isInsert) =>
    keepId(
      doc,
      steps.reduce((now, step) => apply(now, step, isInsert, doc), doc),
    );
}

function stepsOf(name: string, fields: unknown): Step[] {
  if (!name.startsWith('$'))
    throw failedToParse(
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  const compile = Object.hasOwn(updateOperators, name) ? updateOperators[name as UpdateOperator] : undefined;
  if (!compile) throw notHere('modifier', name, 9);
  if (!isDocument(fields)) throw failedToParse(`Modifiers operate on fields but we found another type: ${name}`);
  return Object.entries(fields).map(([field, operand]) => ({
    path: checkPath(field),
    name: field,
    change: compile(operand, field),
    onInsertOnly: name === '$setOnInsert',
  }));
}

function checkPath(field: string): Path {
  const path = splitPath(field);
  if (path.includes(''))
    throw new CommandError(56, `The update path '${field}' contains an empty field name, which is not allowed.`);
  const dollar = path.find((part) => part.startsWith('$'));
  if (dollar === undefined) return path;
  if (dollar === '$' || dollar.startsWith('$['))
    throw notHere(`positional update in '${field}'`, dollar === '$' ? '$' : '$[]', 2);
  throw new CommandError(52, `The dollar ($) prefixed field '${dollar}' in '${field}' is not allowed here.`);
}

function checkConflicts(steps: readonly Step[]): void {
  const seen = new Set<string>();
  for (const { name, path } of steps) {
    const above = path.map((_, at) => path.slice(0, at + 1).join('.'));
    const clash = above.find((prefix) => seen.has(prefix)) ?? [...seen].find((other) => other.startsWith(`${name}.`));
    if (clash !== undefined)
      throw new CommandError(
        40,
        `Updating the path '${name}' would create a conflict at '${clash.length < name.length ? clash : name}'`,
      );
    seen.add(name);
  }
}

function apply(doc: Doc, { path, change, onInsertOnly }: Step, isInsert: boolean, original: Doc): Doc {
  if (onInsertOnly && !isInsert) return doc;
  if (change === removed) return removeAt(doc, path, 0) as Doc;
  return changeAt(doc, path, 0, (value) => change(value, original)) as Doc;
}

function keepId(before: Doc, after: Doc): Doc {
  if (before._id === undefined || before._id === after._id || keyOf(before._id) === keyOf(after._id)) return after;
  throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
}

function replacement(given: Doc): Update {
  return ({ _id }) => {
    if (_id === undefined) return given;
    if (given._id !== undefined && keyOf(given._id) !== keyOf(_id)) {
      throw new CommandError(
        66,
        "After applying the update, the (immutable) field '_id' was found to have been altered",
      );
    }
    return { _id, ...Object.fromEntries(Object.entries(given).filter(([name]) => name !== '_id')) };
  };
}

function byName(left: Path, right: Path): number {
  const at = left.findIndex((part, position) => part !== right[position]);
  const [mine, other] = [left[at] ?? '', right[at] ?? ''];
  const areNumbers = /^\d+$/.test(mine) && /^\d+$/.test(other);
  if (areNumbers) return Number(mine) - Number(other);
  return mine < other ? -1 : 1;
}
