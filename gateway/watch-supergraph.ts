import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const pollMs = 400;
const settleMs = 120;

export interface WatchedChange {
  /** A file whose change gives a text that was refused another chance. */
  readonly approvals: string;
  /** Takes the new text. Rejects when it is no supergraph: the one served stays. */
  readonly take: (sdl: string) => Promise<void>;
  readonly onTaken: () => void;
  /** Told once for each text that is refused. */
  readonly onRefused: (reason: string) => void;
}

/** Looks after a supergraph file, renamed, rewritten or relinked alike, and takes each new text once it stands still. */
export function watchSupergraph(
  file: string,
  served: string,
  { approvals, take, onTaken, onRefused }: WatchedChange,
): () => void {
  let last: string | null = served;
  let isRefused = false;
  let work = Promise.resolve();
  const look = async (): Promise<void> => {
    const text = await settledText(file);
    if (text === null || text === last) return;
    last = text;
    isRefused = false;
    await take(text).then(onTaken, (error: unknown) => {
      isRefused = true;
      onRefused(error instanceof Error ? error.message : String(error));
    });
  };
  const lookAgain = (): Promise<void> => {
    if (isRefused) last = null;
    return look();
  };
  const listener = (): void => void (work = work.then(look, look));
  const approved = (): void => void (work = work.then(lookAgain, lookAgain));
  watchFile(file, { interval: pollMs, persistent: false }, listener);
  watchFile(approvals, { interval: pollMs, persistent: false }, approved);
  return () => {
    unwatchFile(file, listener);
    unwatchFile(approvals, approved);
  };
}

/** The file's text once two looks a moment apart see the same; null while it is not there. */
async function settledText(file: string): Promise<string | null> {
  let before = await readFile(file, 'utf8').catch(() => null);
  for (;;) {
    await wait(settleMs, undefined, { ref: false });
    const now = await readFile(file, 'utf8').catch(() => null);
    if (now === before) return now;
    before = now;
  }
}
