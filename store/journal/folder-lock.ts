import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ToldError } from '../../common/told-error';

/** The process that has a folder open. */
export interface LockHolder {
  readonly pid: number;
  /** Where it answers; zero until it listens. */
  readonly port: number;
  readonly started: string;
}

const fileIn = (folder: string): string => join(folder, 'lock');

/**
 * Keeps a second process out of the folder.
 * @throws ToldError naming the process that has it.
 */
export function takeLock(folder: string): { tellPort(port: number): void; release(): void } {
  const mine = { pid: process.pid, port: 0, started: startOf(process.pid) };
  for (let tries = 0; !created(folder, mine); tries++) {
    const holder = lockHolder(folder);
    if (holder ?? tries > 10)
      throw new ToldError(
        `The folder ${folder} is open in process ${holder?.pid ?? 'unknown'}; stop that store first (simpul store serve).`,
      );
    setAside(folder);
  }
  return {
    tellPort: (port) => writeFileSync(fileIn(folder), JSON.stringify({ ...mine, port })),
    release: () => rmSync(fileIn(folder), { force: true }),
  };
}

/** Who holds the folder now; a lock left behind by a process that is gone counts for nothing. */
export function lockHolder(folder: string): LockHolder | undefined {
  const holder = parsed(textOf(fileIn(folder)));
  return isHeld(holder) ? holder : undefined;
}

function isHeld(holder: LockHolder | undefined): boolean {
  return holder !== undefined && isAlive(holder.pid) && startOf(holder.pid) === holder.started;
}

// The content is there before the name is, so nobody reads a lock half written.
function created(folder: string, mine: LockHolder): boolean {
  const draft = join(folder, `lock-${process.pid}`);
  try {
    writeFileSync(draft, JSON.stringify(mine));
    linkSync(draft, fileIn(folder));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new ToldError(
      `The folder ${folder} cannot be written to (${(error as Error).message}); choose another with --data.`,
    );
  } finally {
    rmSync(draft, { force: true });
  }
}

// Another process may have set the stale lock aside first and taken its own: that one is put back.
function setAside(folder: string): void {
  const aside = join(folder, `lock-stale-${process.pid}`);
  try {
    renameSync(fileIn(folder), aside);
    if (isHeld(parsed(textOf(aside)))) linkSync(aside, fileIn(folder));
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function parsed(text: string): LockHolder | undefined {
  try {
    const { pid, port, started } = JSON.parse(text) as Partial<LockHolder>;
    return pid === undefined ? undefined : { pid, port: port ?? 0, started: started ?? '' };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started, where the system tells: another process may have its number by now. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? '';
  } catch {
    return '';
  }
}
