import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { OperationCounts } from './operation-counts';

const everyMs = 10_000;

/**
 * Writes what was counted to files of a folder, each whole when it has its name, and nothing where nothing was asked.
 * Returns how to end that: what is left is written then.
 */
export function reportOperations(
  counts: OperationCounts,
  folder: string,
  log: (line: string) => void,
): () => Promise<void> {
  let isFailing = false;
  const report = async (): Promise<void> => {
    const asked = counts.take();
    if (asked.length === 0) return;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${Date.now()}-${randomUUID()}.ndjson`);
      const text = asked.map((each) => `${JSON.stringify(each)}\n`).join('');
      await writeFile(`${file}.new`, text, { mode: 0o600, flag: 'wx' });
      await rename(`${file}.new`, file);
      isFailing = false;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      if (!isFailing) log(`Which operations were asked cannot be written to OPERATIONS_FOLDER (${code}).`);
      isFailing = true;
    }
  };
  let last = Promise.resolve();
  const timer = setInterval(() => void (last = last.then(report)), everyMs).unref();
  return () => {
    clearInterval(timer);
    return last.then(report);
  };
}
