import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { projectRoot } from '../../common/project-root';
import { ToldError } from '../../common/told-error';
import type { Composition, SubgraphText } from './composition';
import type { ThreadAnswer } from './composition-thread';

const threadFile = join(projectRoot, 'dist', 'registry', 'compose', 'composition-thread.js');
const longestMs = 120_000;

/** One thread for a process, kept for the next composition: it takes a second or two to begin. */
let thread: Worker | null = null;
let work: Promise<unknown> = Promise.resolve();

/**
 * Composes subgraphs in a thread of its own, one composition after another, each within two minutes.
 * @throws ToldError when one takes longer, or the composition library fails at the schemas.
 */
export async function composeInThread(subgraphs: readonly SubgraphText[]): Promise<Composition> {
  const composing = work.then(() => composeNext(subgraphs));
  work = composing.catch(() => undefined);
  return composing;
}

async function composeNext(subgraphs: readonly SubgraphText[]): Promise<Composition> {
  thread ??= new Worker(threadFile);
  const worker = thread;
  try {
    const answer = await answerOf(worker, subgraphs);
    if (answer.kind === 'broken') throw new ToldError(`Composition failed: ${answer.reason}`);
    // It does not keep a process alive that has nothing else to do.
    worker.unref();
    return answer;
  } catch (error) {
    thread = null;
    await worker.terminate();
    throw error;
  }
}

function answerOf(worker: Worker, subgraphs: readonly SubgraphText[]): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const end = (reason: string): void => finish(() => reject(new ToldError(`Composition ${reason}.`)));
    const onMessage = (answer: ThreadAnswer): void => finish(() => resolve(answer));
    const onError = (error: unknown): void => end(`failed: ${error instanceof Error ? error.message : String(error)}`);
    const onExit = (): void => end('ended before it was done');
    const timer = setTimeout(() => end(`took longer than ${longestMs / 1_000} seconds and was ended`), longestMs);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      settle();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.ref();
    worker.postMessage(subgraphs);
  });
}
