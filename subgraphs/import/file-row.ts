import type { RawRow, RowFault } from '../shared/import-definition';

/** One row as a file holds it: its values, or why it cannot be read as a row at all. */
export type FileRow =
  { readonly line: number; readonly values: RawRow } | { readonly line: number; readonly faults: readonly RowFault[] };

/** No row of any kind comes near this; a longer one is a quotation mark left open, or another kind of file. */
export const longestRow = 65_536;

/** A fault that no single column carries. */
export function faultyRow(line: number, value: string, reason: string): FileRow {
  return { line, faults: [{ column: '', value: value.slice(0, 80), reason }] };
}

/** A row of texts, unless one of them was damaged on its way into the file. */
export function rowOf(line: number, values: RawRow): FileRow {
  const faults = Object.entries(values).flatMap(([column, value]) => {
    const reason = damage(value);
    return reason === null ? [] : [{ column, value: value.slice(0, 80), reason }];
  });
  return faults.length > 0 ? { line, faults } : { line, values };
}

export const notUtf8 = 'holds bytes that are not UTF-8; save the file as CSV (UTF-8)';

// Decoding turns a byte that is not UTF-8 into U+FFFD. Tabs and line ends are the only control characters of a text.
function damage(value: string): string | null {
  if (/[\uFFFD\p{Cs}]/u.test(value)) return notUtf8;
  return /[^\P{Cc}\t\r\n]/u.test(value) ? 'holds control characters' : null;
}

/** A text of a file as it may stand on a terminal: short, quoted, no control characters. */
export function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60)).replace(/\p{Cc}/gu, '?');
}
