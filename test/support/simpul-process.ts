import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

import { projectRoot } from '../../common/project-root';

/** A `simpul` command in a process of its own, from dist/, with nothing of the surroundings' settings. */
export interface SimpulProcess {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
  /** Resolves when the output, or the errors, match. */
  line(pattern: RegExp): Promise<RegExpMatchArray>;
}

const running = new Set<SimpulProcess>();

export function simpul(args: readonly string[], env: Record<string, string> = {}): SimpulProcess {
  const { PATH = '', HOME = '', MONGODB_URI } = process.env;
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'cli', 'main.js'), ...args], {
    env: { PATH, HOME, ...(MONGODB_URI && { MONGODB_URI }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  const looks = new Set<() => void>();
  const take = (): void => looks.forEach((look) => look());
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString();
    take();
  });
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString();
    take();
  });
  const started: SimpulProcess = {
    child,
    output: () => output,
    errors: () => errors,
    ended: new Promise((resolve) => child.once('close', resolve)),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(output) ?? pattern.exec(errors);
          if (match === null) return;
          looks.delete(look);
          resolve(match);
        };
        looks.add(look);
        child.once('close', () => reject(new Error(`ended without ${String(pattern)}: ${output}${errors}`)));
        look();
      }),
  };
  running.add(started);
  return started;
}

/** Ends what a test left running. */
export async function endAll(): Promise<void> {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  running.clear();
}
