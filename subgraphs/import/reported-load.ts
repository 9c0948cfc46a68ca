import { basename } from 'node:path';

import { ToldError } from '../../common/told-error';
import { type DataLoads, type LoadReport, noCounts } from '../shared/data-loads';
import type { SourceState } from '../shared/data-sources';
import type { ImportReport } from './import-file';
import { withoutValues } from './rejection-counts';

/** What is known of a load before it begins. */
export interface LoadBegun extends Pick<LoadReport, 'source' | 'kind' | 'dataAsOf' | 'digest'> {
  readonly file: string;
  /** What a load that goes well leaves for the next one. */
  readonly state?: SourceState;
}

/** Runs an import and keeps a report of it, whether it goes well or not. */
export async function reportedLoad(
  loads: DataLoads,
  { file, state, ...begun }: LoadBegun,
  load: () => Promise<ImportReport>,
): Promise<ImportReport> {
  const startedAt = new Date().toISOString();
  const report = (ended: Pick<LoadReport, 'outcome' | 'reason' | 'counts' | 'rejectedFor'>): Promise<void> =>
    loads.report({ ...begun, startedAt, endedAt: new Date().toISOString(), ...ended }, state);
  try {
    const done = await load();
    await report({ outcome: 'COMPLETED', reason: null, counts: countsOf(done), rejectedFor: done.rejectedFor });
    return done;
  } catch (error) {
    const failed = { outcome: 'FAILED', reason: keptReason(error, file), counts: noCounts, rejectedFor: [] } as const;
    await report(failed).catch(() => undefined);
    throw error;
  }
}

export function countsOf({ rowsRead, ...report }: ImportReport): LoadReport['counts'] {
  const { new: created, changed, unchanged, removed, rejected } = report;
  return { read: rowsRead, new: created, changed, unchanged, removed, rejected };
}

/** Why a load failed, as it is kept: without places on this machine and without values of rows. */
export function keptReason(error: unknown, file: string): string {
  if (!(error instanceof ToldError)) return 'unexpected; the process that loaded it has told more';
  return withoutValues(error.message.replaceAll(file, basename(file)).replaceAll(/(^|\s)\/\S+\//g, '$1'));
}
