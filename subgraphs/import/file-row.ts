import type { RawRow, RowFault } from '../shared/import-definition';

/** One row as a file holds it: its values, or why it cannot be read as a row at all. */
export type FileRow =
  { readonly line: number; readonly values: RawRow } | { readonly line: number; readonly faults: readonly RowFault[] };

/** A cell of a table: its text, or why it has none that could be taken. */
export type Cell = string | { readonly value: string; readonly reason: string };

/** A line of a table, before it is known which cell belongs to which column. */
export type TableRow =
  | { readonly line: number; readonly cells: readonly Cell[] }
  | { readonly line: number; readonly faults: readonly RowFault[] };

/** No row of any kind comes near this; a longer one is a quotation mark left open, or another kind of file. */
export const longestRow = 65_536;

/** A fault that no single column carries. */
export function faultyRow(line: number, value: string, reason: string): FileRow & TableRow {
  return { line, faults: [{ column: '', value: value.slice(0, 80), reason }] };
}

/** A row of cells by column, unless one of them cannot be taken or was damaged on its way into the file. */
export function rowOf(line: number, cells: Readonly<Record<string, Cell>>): FileRow {
  const values: Record<string, string> = {};
  const faults = Object.entries(cells).flatMap(([column, cell]) => {
    const told = typeof cell === 'string' ? { value: cell, reason: damage(cell) } : cell;
    if (typeof cell === 'string') values[column] = cell;
    return told.reason === null ? [] : [{ column, value: told.value.slice(0, 80), reason: told.reason }];
  });
  return faults.length > 0 ? { line, faults } : { line, values };
}

export function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.value;
}

export const notText =
  'holds bytes that are not UTF-8; save the file as CSV (UTF-8), or name what it is in with --encoding';

// Decoding turns a byte that is no text into U+FFFD. Tabs and line ends are the only control characters of a text.
function damage(value: string): string | null {
  if (/[\uFFFD\p{Cs}]/u.test(value)) return notText;
  if (twiceEncoded.test(value))
    return 'holds letters such as "Ã©", which were UTF-8 and were saved once more as something else';
  return /[^\P{Cc}\t\r\n]/u.test(value) ? 'holds control characters' : null;
}

// UTF-8 of é read as Windows-1252. No name in Indonesia or of a foreigner is spelt so.
const twiceEncoded = /[ÂÃ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u20ac\u2030]/;

/** A text of a file as it may stand on a terminal: short, quoted, no control characters. */
export function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60)).replace(/\p{Cc}/gu, '?');
}
