import { parentPort } from 'node:worker_threads';

import { composeTexts } from './compose-texts';
import type { Composition, SubgraphText } from './composition';

/** What the thread tells of each composition that it is asked for, one at a time. */
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

port.on('message', (subgraphs: readonly SubgraphText[]) => port.postMessage(answerOf(subgraphs)));
