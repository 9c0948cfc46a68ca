import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ToldError } from '../../common/told-error';
import { takeLock } from '../journal/folder-lock';

const ours = /^(?:snapshot-\d+(?:\.tmp)?|journal-\d+|torn-journal-.*)$/;

/**
 * Removes what a store keeps in a folder, and nothing else in it.
 * @returns the names of the files removed.
 * @throws ToldError while a process has the folder open.
 */
export function emptyFolder(folder: string): string[] {
  if (!existsSync(folder)) throw new ToldError(`There is no store in ${folder}; name its folder with --data.`);
  const lock = takeLock(folder);
  try {
    const names = readdirSync(folder).filter((name) => ours.test(name));
    names.forEach((name) => rmSync(join(folder, name)));
    return names;
  } finally {
    lock.release();
  }
}
