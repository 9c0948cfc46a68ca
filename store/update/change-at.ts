import { CommandError } from '../command-error';
import { show } from '../values/describe';
import { type Doc, isDocument, own, withField, withoutField } from '../values/document';
import type { Path } from '../values/paths';
import type { Change } from './update-operators';

/** Longer gaps than this are not filled with nulls; the limit is MongoDB's. */
const longestGap = 1_500_000;

/** The change that takes a field away. */
export const removed: Change = () => undefined;

/** A copy in which the value at the path is changed; documents missing on the way are made. Undefined changes nothing. */
export function changeAt(container: unknown, path: Path, at: number, change: (value: unknown) => unknown): unknown {
  const name = path[at] ?? '';
  if (Array.isArray(container)) return changeElement(container, path, at, change);
  if (!isDocument(container)) throw notViable(container, path, at);
  const value = own(container, name);
  const next =
    at === path.length - 1 ? change(value) : changeAt(value === undefined ? {} : value, path, at + 1, change);
  return next === value || next === undefined ? container : withField(container, name, next);
}

function changeElement(
  values: readonly unknown[],
  path: Path,
  at: number,
  change: (value: unknown) => unknown,
): unknown {
  const position = positionIn(path[at]);
  if (position === undefined) throw notViable(values, path, at);
  if (position - values.length > longestGap)
    throw new CommandError(2, `can't backfill more than ${longestGap} elements of an array`);
  const value: unknown = values[position];
  const next =
    at === path.length - 1 ? change(value) : changeAt(value === undefined ? {} : value, path, at + 1, change);
  if (next === value || next === undefined) return values;
  const changed = [...values];
  while (changed.length < position) changed.push(null);
  changed[position] = next;
  return changed;
}

/** `$unset`: a field goes, an array's element becomes null, a path that leads nowhere changes nothing. */
export function removeAt(container: unknown, path: Path, at: number): unknown {
  const name = path[at] ?? '';
  const isLast = at === path.length - 1;
  if (Array.isArray(container)) {
    const position = positionIn(name) ?? Infinity;
    if (position >= container.length) return container as unknown[];
    return container.with(position, isLast ? null : removeAt(container[position], path, at + 1));
  }
  if (!isDocument(container) || own(container, name) === undefined) return container;
  if (isLast) return withoutField(container, name);
  return withField(container, name, removeAt(own(container, name), path, at + 1));
}

const positionIn = (name = ''): number | undefined => (/^(?:0|[1-9]\d{0,9})$/.test(name) ? Number(name) : undefined);

function notViable(container: unknown, path: Path, at: number): CommandError {
  const element: Doc = { [path[at - 1] ?? '']: container };
  return new CommandError(
    28,
    `Cannot create field '${path[at] ?? ''}' in element ${show(element).replace(/^\{ (.*) \}$/, '{$1}')}`,
  );
}
