import type { KeyObject } from 'node:crypto';

import { chainPath, chainsIn, readHead } from './chain-folder';
import { type Entry, isEntry, openLine } from './entry';
import type { MongoCopy } from './mongo-copy';
import { linesOf } from './read-lines';

const batchSize = 1_000;

/** Copies to MongoDB what only the files of a folder have. Lines that are not as they were written are left out. */
export async function copyChains(folder: string, copy: MongoCopy, key: KeyObject): Promise<void> {
  for (const chain of await chainsIn(folder)) {
    const last = (await readHead(folder, chain, key))?.seq ?? Infinity;
    if (last > 0 && (await copy.countOf(chain)) < last) await copyChain(folder, chain, copy, key);
  }
}

async function copyChain(folder: string, chain: string, copy: MongoCopy, key: KeyObject): Promise<void> {
  let batch: Entry[] = [];
  for await (const { text } of linesOf(chainPath(folder, chain))) {
    const record = openLine(text, key);
    if (record !== null && record.chain === chain && isEntry(record)) batch.push(record);
    if (batch.length < batchSize) continue;
    await copy.insert(batch);
    batch = [];
  }
  if (batch.length > 0) await copy.insert(batch);
}
