import { ToldError } from '../../common/told-error';
import type { CellReader } from './cell-values';
import { assignColumns, expectedColumns, type HeadingScore, type Layout } from './columns';
import { headingSearch } from './csv-layout';
import { type Cell, faultyRow, type FileRow, rowOf, type TableRow, textOf } from './file-row';

export interface HeadedTable {
  readonly layout: Layout;
  readonly score: HeadingScore;
  readonly readCell: CellReader;
  /** Whether a row may be shorter than the headings, as in a workbook, which does not keep empty cells. */
  readonly ragged: boolean;
  readonly note: (text: string) => void;
}

/**
 * The rows below the line of headings, which may have titles above it.
 * @throws ToldError before the first row, where the headings are wrong.
 */
export async function* headedRows(rows: AsyncGenerator<TableRow>, table: HeadedTable): AsyncGenerator<FileRow> {
  const { first, failure } = await take(rows, headingSearch);
  const at = headingAt(first, table.score);
  const headings = cellsOf(first[at]).map((cell) => textOf(cell).replace(/\s+/g, ' ').trim());
  if (headings.length === 0)
    throw new ToldError(`has no line of headings. ${expectedColumns(table.layout.definition)}`);
  const assigned = assignColumns(headings, table.layout);
  if (!assigned.ok) throw new ToldError(assigned.mistakes);
  if (at > 0) table.note(`the headings stand on line ${first[at]?.line ?? 0}; what is above them was not taken`);
  assigned.notes.forEach(table.note);
  const read = (row: TableRow): FileRow => toRow(row, assigned.columns, table);
  yield* first.slice(at + 1).map(read);
  if (failure !== null) throw failure.error;
  for await (const row of rows) yield read(row);
}

/** Where the headings are among the first rows: where most columns are named, and the first row where none are. */
export function headingAt(rows: readonly TableRow[], score: HeadingScore): number {
  const scores = rows.map((row) => score(cellsOf(row).map(textOf)));
  const best = Math.max(0, ...scores);
  return best < 2 ? 0 : scores.indexOf(best);
}

interface FirstRows {
  readonly first: readonly TableRow[];
  /** What ended the reading among them; those before it are good. */
  readonly failure: { readonly error: unknown } | null;
}

export async function take(rows: AsyncGenerator<TableRow>, count: number): Promise<FirstRows> {
  const first: TableRow[] = [];
  try {
    while (first.length < count) {
      const next = await rows.next();
      if (next.done) break;
      first.push(next.value);
    }
  } catch (error) {
    if (first.length === 0) throw error;
    return { first, failure: { error } };
  }
  return { first, failure: null };
}

export function cellsOf(row: TableRow | undefined): readonly Cell[] {
  return row !== undefined && 'cells' in row ? row.cells : [];
}

function toRow(row: TableRow, columns: readonly (string | null)[], { layout, readCell, ragged }: HeadedTable): FileRow {
  if ('faults' in row) return row;
  const { line, cells } = row;
  const isBeyond = cells.slice(columns.length).some((cell) => textOf(cell).trim() !== '');
  if (isBeyond || (cells.length < columns.length && !ragged)) {
    const text = cells.map(textOf).join(' | ');
    return faultyRow(line, text, `has ${cells.length} fields, and the header has ${columns.length}`);
  }
  const constants = Object.entries(layout.mapping?.constants ?? {});
  const taken = columns.flatMap((column, index) =>
    column === null ? [] : [[column, readCell(column, cells[index] ?? '')] as const],
  );
  return rowOf(line, Object.fromEntries<Cell>([...constants, ...taken]));
}
