import { parentPort, workerData } from 'node:worker_threads';

import type { AssessmentInput } from '../assessment-input';
import { methodNamed } from '../method-version';
import { type Chunk, drawChunk, type DrawnChunk } from './draw-chunk';

/** What a thread is given: the figures, and the chunks it is to draw one after another. */
export interface ThreadTask {
  readonly input: AssessmentInput;
  readonly methodName: string;
  readonly seed: string;
  readonly chunks: readonly Chunk[];
}

export type ThreadAnswer = DrawnChunk & { readonly chunk: Chunk };

const { input, methodName, seed, chunks } = workerData as ThreadTask;
const method = methodNamed(methodName);
if (!method) throw new Error(`There is no method ${methodName}.`);
for (const chunk of chunks) {
  const answer: ThreadAnswer = { chunk, ...drawChunk(input, method, seed, chunk) };
  parentPort?.postMessage(answer);
}
