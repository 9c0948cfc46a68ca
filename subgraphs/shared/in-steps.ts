import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long a computation may keep others from being served. */
const turnMs = 10;

/** Runs a computation to its end, a few milliseconds at a time: what came meanwhile is served between. */
export async function inSteps<Result>(steps: Iterator<unknown, Result>): Promise<Result> {
  for (;;) {
    const end = performance.now() + turnMs;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await nextTurn();
  }
}
