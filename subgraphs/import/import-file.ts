import { statSync } from 'node:fs';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import type { ImportDefinition, ParsedRow, RawRow } from '../shared/import-definition';
import type { OpenSubgraph } from '../shared/open-subgraph';
import { canonicalJson } from './canonical-json';
import type { FileRow } from './file-row';
import { PendingRollups } from './pending-rollups';
import { type RejectedRow, RejectFile } from './reject-file';
import { openSource, type SourceFile } from './source-file';
import { type ImportedRecord, previewBatch, upsertBatch } from './upsert-batch';

export interface ImportReport {
  readonly rowsRead: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rejectFile: string | null;
  readonly bytes: number;
  /** What the file was read as, and what of it was not taken. */
  readonly notes: readonly string[];
  /** The first rejected rows, for whoever looks at the report before the file of them. */
  readonly firstRejected: readonly RejectedRow[];
}

export interface ImportOptions {
  readonly definition: ImportDefinition;
  readonly open: Pick<OpenSubgraph<unknown>, 'connection' | 'rollups' | 'areas' | 'today'>;
  readonly dryRun?: boolean;
  /** Where rejected rows go; unless given, beside the file, and nowhere in a dry run. */
  readonly rejectFile?: string | null;
  /** How many documents are brought into the database at a time. */
  readonly batchSize?: number;
  readonly progress?: (bytesRead: number, totalBytes: number) => void;
}

/** Reads a file and brings its rows into the agency's database. A row that cannot be taken holds up no other. */
export async function importFile(options: ImportOptions & { readonly file: string }): Promise<ImportReport> {
  const source = await openSource(options.definition, options.file);
  return importSource({ ...options, source });
}

/**
 * The same, of a file that is open already.
 * Stopped at any point and run again, it ends where an undisturbed run ends: a row is found as it is, or written.
 */
export async function importSource({
  definition,
  open,
  source,
  dryRun = false,
  rejectFile = dryRun ? null : `${source.path}.rejected.csv`,
  batchSize = 1_000,
  progress = () => undefined,
}: ImportOptions & { readonly source: SourceFile }): Promise<ImportReport> {
  refuseOverwriting(source.path, rejectFile);
  const rejects = new RejectFile(rejectFile);
  const rollups = new PendingRollups(open.rollups);
  const counts = { rowsRead: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 };
  const firstRejected: RejectedRow[] = [];
  try {
    for await (const rows of batches(parsedRows(source.rows, definition, open), batchSize)) {
      const { records, rejected, repeated } = sortRows(rows);
      const done = dryRun
        ? await previewBatch(open.connection, records)
        : await upsertBatch(open.connection, records, rollups.announce);
      await rejects.add(rejected);
      await rollups.finishWhenMany();
      counts.rowsRead += rows.length;
      counts.new += done.new;
      counts.changed += done.changed;
      counts.unchanged += done.unchanged + repeated;
      counts.rejected += rejected.length;
      firstRejected.push(...rejected.slice(0, shownRejected - firstRejected.length));
      progress(source.bytesRead(), source.totalBytes);
    }
    await rollups.finish();
    // An import that was stopped before this one may have written records without computing their signals.
    if (!dryRun) await open.rollups.catchUp();
  } catch (error) {
    if (isDatabaseGone(error)) throw new ToldError(gone);
    // What was written before the failure stays, so its signals are computed; where that fails too, its marks remain.
    await rollups.finish().catch(() => undefined);
    throw error;
  } finally {
    await rejects.close();
    await source.close();
  }
  return { ...counts, rejectFile: rejects.written, bytes: source.bytesRead(), notes: source.notes, firstRejected };
}

const shownRejected = 10;

interface Row {
  readonly line: number;
  readonly values: RawRow;
  readonly parsed: ParsedRow;
}

async function* parsedRows(
  rows: AsyncIterable<FileRow>,
  { parse }: ImportDefinition,
  { areas, today }: ImportOptions['open'],
): AsyncGenerator<Row> {
  const help = { areas, today: today() };
  for await (const row of rows) {
    if ('faults' in row) yield { line: row.line, values: {}, parsed: { ok: false, faults: row.faults } };
    else yield { ...row, parsed: parse(row.values, help) };
  }
}

/** Rows that together bring about `size` documents. Where the rows end in a failure, those before it still come. */
async function* batches(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  let weight = 0;
  let failure: { readonly error: unknown } | null = null;
  try {
    for await (const row of rows) {
      batch.push(row);
      weight += row.parsed.ok ? row.parsed.documents.length : 1;
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

interface SortedRows {
  readonly records: readonly ImportedRecord[];
  readonly rejected: readonly RejectedRow[];
  /** Rows that say again what an earlier row of the batch says. */
  readonly repeated: number;
}

function sortRows(rows: readonly Row[]): SortedRows {
  const records = new Map<string, ImportedRecord>();
  const rejected: RejectedRow[] = [];
  let repeated = 0;
  for (const { line, values, parsed } of rows) {
    if (!parsed.ok) {
      rejected.push({ line, faults: parsed.faults });
      continue;
    }
    const number = parsed.documents[0]?.document._id ?? '';
    const earlier = records.get(number);
    if (earlier === undefined) records.set(number, { line, documents: parsed.documents });
    else if (canonicalJson(earlier.documents) === canonicalJson(parsed.documents)) repeated += 1;
    else rejected.push(sameNumber(line, values, number, earlier.line));
  }
  return { records: [...records.values()], rejected, repeated };
}

function sameNumber(line: number, values: RawRow, number: string, earlier: number): RejectedRow {
  const column = Object.keys(values).find((name) => values[name]?.trim() === number) ?? '';
  return {
    line,
    faults: [{ column, value: number, reason: `has the same number as row ${earlier} and other values` }],
  };
}

const gone = 'the database no longer answers; run the import again when it does, it goes on from what was written';

function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // The driver dresses a lost connection up as a bulk error, but one that no server gave a code.
  const { name, code, writeErrors } = error as Error & { code?: unknown; writeErrors?: readonly unknown[] };
  if (name === 'MongoBulkWriteError') return code === undefined && (writeErrors ?? []).length === 0;
  return /^Mongo(ose)?(Network|ServerSelection|PoolCleared|Topology|NotConnected)/.test(name);
}

function refuseOverwriting(file: string, rejectFile: string | null): void {
  if (rejectFile === null) return;
  const identity = (path: string): string | null => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? null : `${found.dev}/${found.ino}`;
  };
  if (identity(rejectFile) !== null && identity(rejectFile) === identity(file)) {
    throw new ToldError(`${rejectFile}: rejected rows would overwrite the file they come from`, exitCodes.usage);
  }
}
