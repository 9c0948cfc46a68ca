import { statSync } from 'node:fs';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import type { RejectedFor } from '../shared/data-loads';
import type { ImportDefinition } from '../shared/import-definition';
import type { OpenSubgraph } from '../shared/open-subgraph';
import { removeReleased } from '../shared/released-records';
import { countBatch, deleteBatch } from './delete-batch';
import { batches, parsedRows, sortRows } from './parsed-rows';
import { PendingRollups } from './pending-rollups';
import { type RejectedRow, RejectFile } from './reject-file';
import { RejectionCounts } from './rejection-counts';
import { openSource, type SourceFile } from './source-file';
import { previewBatch, upsertBatch } from './upsert-batch';

export interface ImportReport {
  readonly rowsRead: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Records taken away: told as deleted, or named in `removals`. */
  readonly removed: number;
  readonly rejected: number;
  readonly rejectedFor: readonly RejectedFor[];
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
  /** Numbers of records that the file does not hold and that go when its rows are in. */
  readonly removals?: readonly string[];
  /** Ends the import between two batches. */
  readonly signal?: AbortSignal;
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
  removals = [],
  signal,
  progress = () => undefined,
}: ImportOptions & { readonly source: SourceFile }): Promise<ImportReport> {
  refuseOverwriting(source.path, rejectFile);
  const rejects = new RejectFile(rejectFile);
  const rollups = new PendingRollups(open.rollups);
  const counts = { rowsRead: 0, new: 0, changed: 0, unchanged: 0, removed: 0, rejected: 0 };
  const reasons = new RejectionCounts();
  const firstRejected: RejectedRow[] = [];
  const remove = async (numbers: readonly string[]): Promise<number> => {
    const { connection } = open;
    const { collection } = definition.record;
    if (numbers.length === 0) return 0;
    return dryRun
      ? countBatch(connection, collection, numbers)
      : deleteBatch(connection, collection, numbers, rollups.announce);
  };
  try {
    const help = { areas: open.areas, today: open.today() };
    for await (const rows of batches(parsedRows(source.rows, definition, help), batchSize)) {
      signal?.throwIfAborted();
      const { records, deletions, rejected, repeated } = sortRows(rows);
      const done = dryRun
        ? await previewBatch(open.connection, records)
        : await upsertBatch(open.connection, records, rollups.announce);
      const removed = await remove(deletions);
      await rejects.add(rejected);
      reasons.add(rejected);
      await rollups.finishWhenMany();
      counts.rowsRead += rows.length;
      counts.new += done.new;
      counts.changed += done.changed;
      counts.removed += removed;
      // A record that is gone already is as the row says.
      counts.unchanged += done.unchanged + repeated + deletions.length - removed;
      counts.rejected += rejected.length;
      firstRejected.push(...rejected.slice(0, shownRejected - firstRejected.length));
      progress(source.bytesRead(), source.totalBytes);
    }
    for (let at = 0; at < removals.length; at += batchSize) {
      signal?.throwIfAborted();
      counts.removed += await remove(removals.slice(at, at + batchSize));
      await rollups.finishWhenMany();
    }
    await rollups.finish();
    // An import that was stopped before this one may have written records without computing their signals.
    if (!dryRun) await open.rollups.catchUp();
    if (!dryRun) await removeReleased(open.connection);
  } catch (error) {
    if (isDatabaseGone(error)) throw new ToldError(gone);
    // What was written before the failure stays, so its signals are computed; where that fails too, its marks remain.
    await rollups.finish().catch(() => undefined);
    throw error;
  } finally {
    await rejects.close();
    await source.close();
  }
  return {
    ...counts,
    rejectedFor: reasons.told(),
    rejectFile: rejects.written,
    bytes: source.bytesRead(),
    notes: source.notes,
    firstRejected,
  };
}

const shownRejected = 10;

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
