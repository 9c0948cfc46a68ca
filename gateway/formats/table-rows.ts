import type { Column, TableShape } from './table-shape';

/** A value as the JSON answer has it. */
export type Cell = unknown;

type Values = Readonly<Record<string, unknown>>;

/** The rows of an answer, one at a time. */
export function* tableRows(data: unknown, { lists, columns }: TableShape): Generator<readonly Cell[]> {
  const rowsOf = function* (entries: readonly unknown[]): Generator<readonly Cell[]> {
    const list = lists[entries.length - 1];
    if (list === undefined) {
      yield columns.map((column) => cellOf(entries, column));
      return;
    }
    for (const entry of entriesAt(entries.at(-1), list)) yield* rowsOf([...entries, entry]);
  };
  yield* rowsOf([data]);
}

export function countRows(data: unknown, table: TableShape): number {
  let count = 0;
  for (const _ of tableRows(data, { ...table, columns: [] })) count += 1;
  return count;
}

/** A value of a row, or one beside the rows. */
export function cellOf(entries: readonly unknown[], { level, path }: Column): Cell {
  return valueAt(entries[level], path);
}

/** Whether there is a list at all, though it may be empty. */
export function hasRows(data: unknown, { lists: [first] }: TableShape): boolean {
  return data !== null && (first === undefined || Array.isArray(valueAt(data, first)));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return null;
    found = (found as Values)[name];
  }
  return found ?? null;
}

function entriesAt(value: unknown, path: readonly string[]): unknown[] {
  const list = valueAt(value, path);
  // A list of lists is one list.
  return Array.isArray(list) ? list.flat(Infinity) : [];
}
