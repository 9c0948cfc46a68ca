import { badInput } from './subgraph-errors';

/** A page of rows, and whether the list goes on. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly cursorOf: (row: Row) => string;
}

/** Where a list stands: the sort value and the key of the row before the page. */
export interface Position {
  readonly value: string | number;
  readonly key: string;
}

/** The Connection fields of a page; `totalCount` is asked only when it is selected. */
export function connection<Row, Total>(page: Page<Row>, totalCount: () => Promise<Total> | Total) {
  const first = page.rows[0];
  const last = page.rows.at(-1);
  return {
    nodes: page.rows,
    edges: page.rows.map((node) => ({ node, cursor: page.cursorOf(node) })),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: first === undefined ? null : page.cursorOf(first),
      endCursor: last === undefined ? null : page.cursorOf(last),
    },
    totalCount,
  };
}

/** A page cut from rows of which one more than `first` was read. */
export function pageOf<Row>(
  rows: readonly Row[],
  { first, after }: { first: number; after?: string | null | undefined },
  positionOf: (row: Row) => Position,
): Page<Row> {
  return {
    rows: rows.slice(0, first),
    hasNextPage: rows.length > first,
    hasPreviousPage: after != null,
    cursorOf: (row) => encodeCursor(positionOf(row)),
  };
}

export function encodeCursor({ value, key }: Position): string {
  return Buffer.from(JSON.stringify([value, key])).toString('base64url');
}

/** @throws BAD_USER_INPUT when the text is not a cursor that this list gave. */
export function decodeCursor(cursor: string): Position {
  try {
    const [value, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if ((typeof value === 'string' || typeof value === 'number') && typeof key === 'string') return { value, key };
  } catch {
    // not base64url of JSON: told below
  }
  throw badInput('after: is not a cursor of this list; take it from pageInfo.endCursor or edges.cursor as it is.');
}
