import type { KeyObject } from 'node:crypto';

import { hashOfRecordKey } from '../../common/audit-key';
import { chainPath, chainsIn } from './chain-folder';
import { type Entry, isEntry, openLine } from './entry';
import { linesOf } from './read-lines';

export interface WhoSaw {
  /** Oldest first. */
  readonly accesses: readonly Entry[];
  /** Lines that are not as they were written; what they said is not told. */
  readonly unreadable: number;
}

/** Every logged look at one record, such as `StayPermit:IMG-1`. */
export async function whoSaw(
  folder: string,
  recordKey: string,
  key: KeyObject,
  onProgress?: (doneChains: number, allChains: number) => void,
): Promise<WhoSaw> {
  const hash = hashOfRecordKey(recordKey, key);
  const accesses: Entry[] = [];
  let unreadable = 0;
  const chains = await chainsIn(folder);
  for (const [done, chain] of chains.entries()) {
    for await (const { text, isWhole } of linesOf(chainPath(folder, chain))) {
      const record = openLine(text, key);
      if (record === null) unreadable += isWhole ? 1 : 0;
      else if (isEntry(record) && record.keys.includes(hash)) accesses.push(record);
    }
    onProgress?.(done + 1, chains.length);
  }
  return { accesses: accesses.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)), unreadable };
}
