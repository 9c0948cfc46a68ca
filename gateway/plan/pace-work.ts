import { setImmediate as breathe } from 'node:timers/promises';

const stretchMs = 4;

/** For long work on the serving thread: awaited between its steps, it lets requests through after each few milliseconds. */
export function paceWork(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < stretchMs) return;
    await breathe();
    since = performance.now();
  };
}
