import type { ImportedRecordKind, RawRow, RowFault } from '../shared/import-definition';

/** Columns by which a source tells that a record of it is deleted; a file of any kind may have one. */
export const deletionColumns: readonly string[] = ['deleted', 'dihapus'];

/** A row that tells of a deletion: of which record, or why that cannot be told. */
export type Deletion = { readonly number: string } | { readonly fault: RowFault };

/** The deletion that a row tells; null where it tells of a record that is there. */
export function deletionIn(row: RawRow, { number }: ImportedRecordKind): Deletion | null {
  const column = deletionColumns.find((name) => (row[name] ?? '').trim() !== '');
  if (column === undefined) return null;
  const value = (row[column] ?? '').trim();
  const word = value.toLowerCase();
  if (['no', 'false', '0', 'tidak'].includes(word)) return null;
  if (!['yes', 'true', '1', 'ya'].includes(word)) return faulty(column, value, 'must be yes or no');
  const own = number === null ? '' : (row[number] ?? '').trim();
  if (number === null) {
    return faulty(column, value, 'cannot be told of rows that have no number of their own');
  }
  return own === '' ? faulty(number, own, 'must not be empty') : { number: own };
}

function faulty(column: string, value: string, reason: string): Deletion {
  return { fault: { column, value: value.slice(0, 80), reason } };
}
