import { parentPort, workerData } from 'node:worker_threads';

import { composeTexts } from './compose-texts';
import type { Composition, SubgraphText } from './composition';

/** What the thread tells, once: the composition, or that composing itself failed. */
export type ThreadAnswer = Composition | { readonly kind: 'broken'; readonly reason: string };

const port = parentPort;
if (port === null) throw new Error('composition-thread runs as a worker thread only.');

const answerOf = (subgraphs: readonly SubgraphText[]): ThreadAnswer => {
  try {
    return composeTexts(subgraphs);
  } catch (error) {
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) };
  }
};

port.postMessage(answerOf(workerData as readonly SubgraphText[]));
