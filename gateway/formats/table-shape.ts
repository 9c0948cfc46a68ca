import { ClientError } from '../errors';
import type { AnswerNode } from '../explain/answer-tree';

/** A column of a table, or a value that is told beside it. */
export interface Column {
  /** Names joined by dots, from the entry of the list on; of a connection's edge, `node` is left out. */
  readonly name: string;
  /** From what it is read: 0 is the answer, 1 an entry of the first list, and so on. */
  readonly level: number;
  /** The names from there. */
  readonly path: readonly string[];
  readonly isList: boolean;
}

/** An answer as a table, worked out from the operation alone: whatever the data are, the columns are the same. */
export interface TableShape {
  /** Names from the answer to the list, and from its entries to the list within; of an answer without lists, none. */
  readonly lists: readonly (readonly string[])[];
  readonly columns: readonly Column[];
  /** Values that stand beside the list. */
  readonly beside: readonly Column[];
  /** What the asker has no right to, by its place in the answer. */
  readonly denied: readonly string[];
  /** Lists beside the one that makes the rows, by their places. */
  readonly leftOut: readonly string[];
}

/**
 * `rows` names the list whose entries are the rows, by response names with dots, or what holds no list but that one.
 * Without it the only list makes the rows, and an answer without a list is one row.
 * @throws ClientError TABLE_REFUSED when it is not one table.
 */
export function tableShape(root: AnswerNode, rows: string | null): TableShape {
  const list = chosenList(listsIn(root), rows);
  const reader = new ColumnReader(list);
  reader.read(root, 0, [], []);
  const { columns, denied, leftOut } = reader;
  const level = list === null ? 0 : 1;
  return {
    lists: list === null ? [] : stretchesOf(list),
    columns: named(columns.filter((each) => each.level >= level)),
    beside: columns.filter((each) => each.level < level),
    denied,
    leftOut,
  };
}

type Way = readonly AnswerNode[];

interface FoundColumn extends Column {
  /** With each `node` of an edge. */
  readonly fullName: string;
}

function listsIn(node: AnswerNode, way: Way = []): Way[] {
  return node.children.flatMap((child) => {
    const here = [...way, child];
    return [...(child.kind === 'list' ? [here] : []), ...listsIn(child, here)];
  });
}

function chosenList(lists: readonly Way[], rows: string | null): Way | null {
  const outer = lists.filter((way) => isOutermost(way));
  if (rows !== null) return namedList(lists, rows);
  if (outer.length > 1) {
    throw refused(
      `The answer has several lists; say which makes the rows, with rows=${outer.map(placeOf).join(' or ')}.`,
    );
  }
  const [list] = outer;
  if (list !== undefined) refuseInner(list, lists);
  return list ?? null;
}

function namedList(lists: readonly Way[], rows: string): Way {
  const exact = lists.find((way) => placeOf(way) === rows);
  const within = lists.filter((way) => placeOf(way).startsWith(`${rows}.`));
  const least = Math.min(...within.map(listsOn));
  const [only, ...more] = within.filter((way) => listsOn(way) === least);
  const list = exact ?? (more.length === 0 ? only : undefined);
  if (list === undefined) {
    const places = lists.length === 0 ? 'It has none.' : `Its lists are ${lists.map(placeOf).join(', ')}.`;
    throw refused(`rows names no one list of the answer. ${places}`);
  }
  refuseInner(list, lists);
  return list;
}

function refuseInner(list: Way, lists: readonly Way[]): void {
  const inner = lists.find((way) => way.length > list.length && list.every((node, at) => node === way[at]));
  if (inner === undefined) return;
  throw refused(
    `${placeOf(inner)} is a list within the rows of ${placeOf(list)}, and a cell holds none. ` +
      `Make its entries the rows with rows=${placeOf(inner)}, or leave it out of the operation.`,
  );
}

function isOutermost(way: Way): boolean {
  return listsOn(way) === 1;
}

function listsOn(way: Way): number {
  return way.filter(({ kind }) => kind === 'list').length;
}

function placeOf(way: Way): string {
  return way.map(({ name }) => name).join('.');
}

/** The names of a way, cut behind each list. */
function stretchesOf(way: Way): string[][] {
  const stretches: string[][] = [[]];
  for (const { name, kind } of way) {
    stretches.at(-1)?.push(name);
    if (kind === 'list') stretches.push([]);
  }
  return stretches.slice(0, -1);
}

class ColumnReader {
  readonly columns: FoundColumn[] = [];
  readonly denied: string[] = [];
  readonly leftOut: string[] = [];

  constructor(private readonly list: Way | null) {}

  /**
   * @param level how many lists of the way to the rows were passed.
   * @param way from the answer on.
   * @param path from the entry of the last list on.
   */
  read(node: AnswerNode, level: number, way: Way, path: Way): void {
    for (const child of node.children) {
      const here = [...way, child];
      if (child.kind === 'list') this.readList(child, level, here);
      else if (child.isDenied) this.denied.push(placeOf(here));
      else if (child.kind === 'object') this.read(child, level, here, [...path, child]);
      else this.add(child, level, here, [...path, child]);
    }
  }

  private readList(child: AnswerNode, level: number, here: Way): void {
    if (this.list?.[here.length - 1] !== child) this.leftOut.push(placeOf(here));
    else this.read(child, level + 1, here, []);
  }

  private add({ isList }: AnswerNode, level: number, way: Way, path: Way): void {
    const first = way.findIndex(({ kind }) => kind === 'list');
    const shown = level === 0 ? way : way.slice(first + 1);
    this.columns.push({
      name: placeOf(shown.filter((node) => !isNodeOfEdge(node, way))),
      fullName: placeOf(shown),
      level,
      path: path.map(({ name }) => name),
      isList,
    });
  }
}

/** Of a connection, an edge is seen through. */
function isNodeOfEdge(node: AnswerNode, way: Way): boolean {
  const before = way[way.indexOf(node) - 1];
  return node.coordinate.endsWith('Edge.node') && before?.coordinate.endsWith('Connection.edges') === true;
}

/** Columns whose short names would be equal keep their long ones. */
function named(columns: readonly FoundColumn[]): Column[] {
  const count = new Map<string, number>();
  for (const { name } of columns) count.set(name, (count.get(name) ?? 0) + 1);
  return columns.map(({ fullName, ...column }) =>
    (count.get(column.name) ?? 0) > 1 ? { ...column, name: fullName } : column,
  );
}

function refused(message: string): ClientError {
  return new ClientError('TABLE_REFUSED', 400, message);
}
