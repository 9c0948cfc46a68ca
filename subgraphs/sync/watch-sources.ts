import { setTimeout as wait } from 'node:timers/promises';

import type { Source } from './source-settings';
import { type SyncOptions, type SyncResult, syncSource } from './sync-source';

export interface Watch extends Omit<SyncOptions, 'again' | 'dryRun'> {
  readonly signal: AbortSignal;
  readonly told: (results: readonly SyncResult[]) => void;
  readonly failed: (source: Source, error: unknown) => void;
}

/** Loads each source at its times until the signal ends it; what failed is tried again sooner, each time later. */
export async function watchSources(sources: readonly Source[], watch: Watch): Promise<void> {
  await Promise.all(sources.map((source) => watchSource(source, watch)));
}

async function watchSource(source: Source, { told, failed, ...options }: Watch): Promise<void> {
  let failures = 0;
  while (!options.signal.aborted) {
    try {
      const results = await syncSource(source, options);
      failures = results.some(({ outcome }) => outcome === 'FAILED') ? failures + 1 : 0;
      if (results.some(({ outcome }) => outcome !== 'NOTHING')) told(results);
    } catch (error) {
      failures += 1;
      failed(source, error);
    }
    await wait(delayMs(source.every, failures), undefined, { signal: options.signal }).catch(() => undefined);
  }
}

const firstRetryMs = 5_000;

/** Until the next load, in milliseconds: the source's own time, or after failures 5 s, 10 s, 20 s and on up to it. */
export function delayMs(every: number, failures: number): number {
  return failures === 0 ? every : Math.min(every, firstRetryMs * 2 ** Math.min(failures - 1, 20));
}
