import { canonicalJson } from '../shared/canonical-json';
import type { ImportDefinition, ImportedDocument, ImportHelp, RawRow, RowFault } from '../shared/import-definition';
import { type Deletion, deletionIn } from './deletions';
import type { FileRow } from './file-row';
import type { RejectedRow } from './reject-file';
import type { ImportedRecord } from './upsert-batch';

/** A row, its line, and what it says: documents, a deletion, or nothing that can be taken. */
export interface ParsedFileRow {
  readonly line: number;
  readonly values: RawRow;
  readonly parsed:
    | { readonly says: 'record'; readonly documents: readonly ImportedDocument[] }
    | { readonly says: 'deletion'; readonly number: string }
    | { readonly says: 'nothing'; readonly faults: readonly RowFault[] };
}

export async function* parsedRows(
  rows: AsyncIterable<FileRow>,
  definition: ImportDefinition,
  help: ImportHelp,
): AsyncGenerator<ParsedFileRow> {
  for await (const row of rows) {
    if ('faults' in row) yield { line: row.line, values: {}, parsed: { says: 'nothing', faults: row.faults } };
    else yield { ...row, parsed: toldBy(row.values, definition, help) };
  }
}

function toldBy(values: RawRow, { record, parse }: ImportDefinition, help: ImportHelp): ParsedFileRow['parsed'] {
  const deletion: Deletion | null = deletionIn(values, record);
  if (deletion !== null) {
    return 'fault' in deletion
      ? { says: 'nothing', faults: [deletion.fault] }
      : { says: 'deletion', number: deletion.number };
  }
  const parsed = parse(values, help);
  return parsed.ok ? { says: 'record', documents: parsed.documents } : { says: 'nothing', faults: parsed.faults };
}

/** Rows that together bring about `size` documents. Where the rows end in a failure, those before it still come. */
export async function* batches(rows: AsyncIterable<ParsedFileRow>, size: number): AsyncGenerator<ParsedFileRow[]> {
  let batch: ParsedFileRow[] = [];
  let weight = 0;
  let failure: { readonly error: unknown } | null = null;
  try {
    for await (const row of rows) {
      batch.push(row);
      weight += row.parsed.says === 'record' ? row.parsed.documents.length : 1;
      if (weight < size) continue;
      yield batch;
      batch = [];
      weight = 0;
    }
  } catch (error) {
    failure = { error };
  }
  if (batch.length > 0) yield batch;
  if (failure !== null) throw failure.error;
}

export interface SortedRows {
  readonly records: readonly ImportedRecord[];
  /** Numbers of records that are deleted. */
  readonly deletions: readonly string[];
  readonly rejected: readonly RejectedRow[];
  /** Rows that say again what an earlier row of the batch says. */
  readonly repeated: number;
}

/** The rows of a batch by what they say; of two that contradict each other the second is rejected. */
export function sortRows(rows: readonly ParsedFileRow[]): SortedRows {
  const first = new Map<string, { readonly line: number; readonly says: string }>();
  const records: ImportedRecord[] = [];
  const deletions: string[] = [];
  const rejected: RejectedRow[] = [];
  let repeated = 0;
  for (const { line, values, parsed } of rows) {
    if (parsed.says === 'nothing') {
      rejected.push({ line, faults: parsed.faults });
      continue;
    }
    const number = parsed.says === 'deletion' ? parsed.number : (parsed.documents[0]?.document._id ?? '');
    const says = canonicalJson(parsed);
    const earlier = first.get(number);
    if (earlier?.says === says) repeated += 1;
    else if (earlier !== undefined) rejected.push(sameNumber(line, values, number, earlier.line));
    else {
      first.set(number, { line, says });
      if (parsed.says === 'deletion') deletions.push(number);
      else records.push({ line, documents: parsed.documents });
    }
  }
  return { records, deletions, rejected, repeated };
}

function sameNumber(line: number, values: RawRow, number: string, earlier: number): RejectedRow {
  const column = Object.keys(values).find((name) => values[name]?.trim() === number) ?? '';
  return {
    line,
    faults: [{ column, value: number, reason: `has the same number as row ${earlier} and other values` }],
  };
}
