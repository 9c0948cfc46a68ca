import { mkdir, readdir, readFile, readlink, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { ToldError } from '../../common/told-error';
import { asOfFile, fileDigest } from '../import/file-digest';
import type { Deliveries, Ended, Work } from './delivery';
import type { FolderPlace } from './source-settings';

/** The files of a drop folder that are complete, the oldest first. Each is moved beside, into `done` or `rejected`. */
export async function* fromFolder(place: FolderPlace, { signal, dryRun }: Work): Deliveries {
  for (const file of await filesIn(place)) {
    signal.throwIfAborted();
    if (!(await isComplete(file, place.settleSeconds, signal))) continue;
    const found = await fileDigest(file);
    if (found === null) continue;
    const { digest, writtenAt } = found;
    yield { file, digest, dataAsOf: asOfFile(writtenAt), state: {}, settle: (ended) => putAway(file, ended, dryRun) };
  }
}

/** @throws ToldError when the folder cannot be read. */
export async function filesIn({ path, files }: FolderPlace): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw new ToldError(`the drop folder cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  });
  const wanted = entries.filter((entry) => entry.isFile() && isWanted(entry.name, files)).map(({ name }) => name);
  const times = await Promise.all(
    wanted.map(async (name) => ({ name, at: (await stat(join(path, name)).catch(() => null))?.mtimeMs ?? 0 })),
  );
  return times
    .sort((one, other) => one.at - other.at || (one.name < other.name ? -1 : 1))
    .map(({ name }) => join(path, name));
}

function isWanted(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return (
    !/^\.|~$|\.(part|partial|tmp|crdownload|filepart|rejected\.csv)$/i.test(name) &&
    new RegExp(`^${parts.join('.*')}$`, 's').test(name)
  );
}

/** Whether nobody writes to a file any more: it has not changed for a while, and no process has it open to write. */
async function isComplete(file: string, settleSeconds: number, signal: AbortSignal): Promise<boolean> {
  const before = await stat(file).catch(() => null);
  if (before === null) return false;
  const left = Math.min(settleSeconds * 1_000, before.mtimeMs + settleSeconds * 1_000 - Date.now());
  if (left > 0) await wait(left, undefined, { signal });
  const after = await stat(file).catch(() => null);
  if (after?.size !== before.size || after.mtimeMs !== before.mtimeMs) return false;
  return !(await isWrittenTo(after));
}

// Linux tells which files the processes of the same user have open, and whether to write. Elsewhere the time must do.
async function isWrittenTo({ dev, ino }: { readonly dev: number; readonly ino: number }): Promise<boolean> {
  for (const process of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(process)) continue;
    for (const number of await readdir(`/proc/${process}/fd`).catch(() => [])) {
      const open = `/proc/${process}/fd/${number}`;
      if (!(await readlink(open).catch(() => '')).startsWith('/')) continue;
      const found = await stat(open).catch(() => null);
      if (found?.dev !== dev || found.ino !== ino) continue;
      const info = await readFile(`/proc/${process}/fdinfo/${number}`, 'utf8').catch(() => '');
      if ((parseInt(/^flags:\s*(\d+)/m.exec(info)?.[1] ?? '0', 8) & 3) !== 0) return true;
    }
  }
  return false;
}

/** Moves a file beside, by its time so that no name is there twice, with the report of its load. */
async function putAway(file: string, { outcome, reason, report }: Ended, dryRun: boolean): Promise<string | null> {
  if (dryRun) return null;
  const taken = outcome === 'COMPLETED' || outcome === 'UNCHANGED';
  const folder = join(dirname(file), taken ? 'done' : 'rejected');
  await mkdir(folder, { recursive: true });
  const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${basename(file)}`;
  const told = { outcome, reason, ...report, rejectFile: undefined };
  await writeFile(join(folder, `${name}.report.json`), `${JSON.stringify(told, null, 2)}\n`, { mode: 0o600 });
  // Rejected rows may be those of a run that was killed before it came here.
  const rejectedRows = join(folder, `${name}.rejected.csv`);
  await rename(`${file}.rejected.csv`, rejectedRows).catch(unlessMissing);
  await rename(file, join(folder, name));
  return rejectedRows;
}

function unlessMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
