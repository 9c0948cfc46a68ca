import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const lookMs = 500;

/** Looks after a file or a folder and calls back once it has changed and stands still. Returns how to end that. */
export async function watchDocuments(path: string, onChanged: () => Promise<void>): Promise<() => void> {
  let taken = await stateOf(path);
  let last = taken;
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    const now = await stateOf(path);
    const standsStill = now === last;
    last = now;
    if (standsStill && now !== taken) {
      taken = now;
      await onChanged();
    }
  };
  let isOver = false;
  const lookLater = (): void => {
    timer = setTimeout(() => void look().finally(() => isOver || lookLater()), lookMs).unref();
  };
  lookLater();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Names, sizes and times: whatever is written changes them. */
async function stateOf(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isDirectory()) return await stateOfFile(path);
    const names = await readdir(path, { recursive: true });
    const states = await Promise.all(names.sort().map((name) => stateOfFile(join(path, name))));
    return states.join('\n');
  } catch {
    return 'not there';
  }
}

async function stateOfFile(file: string): Promise<string> {
  const { ino, size, mtimeMs } = await stat(file);
  return `${file} ${ino} ${size} ${mtimeMs}`;
}
