import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { projectRoot } from '../../common/project-root';
import { ToldError } from '../../common/told-error';
import type { Composition, SubgraphText } from './composition';
import type { ThreadAnswer } from './composition-thread';

const threadFile = join(projectRoot, 'dist', 'registry', 'compose', 'composition-thread.js');
const longestMs = 120_000;

/**
 * Composes subgraphs in a thread of its own, within two minutes.
 * @throws ToldError when it takes longer, or the composition library fails at the schemas.
 */
export async function composeInThread(subgraphs: readonly SubgraphText[]): Promise<Composition> {
  const worker = new Worker(threadFile, { workerData: subgraphs });
  try {
    const answer = await answerOf(worker);
    if (answer.kind === 'broken') throw new ToldError(`Composition failed: ${answer.reason}`);
    return answer;
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<ThreadAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new ToldError(`Composition took longer than ${longestMs / 1_000} seconds and was ended.`)),
      longestMs,
    );
    worker.once('message', (answer: ThreadAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      reject(new ToldError(`Composition failed: ${error instanceof Error ? error.message : String(error)}`));
    });
  });
}
