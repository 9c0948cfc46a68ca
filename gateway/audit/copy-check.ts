import type { KeyObject } from 'node:crypto';

import { folderOf } from './chain-folder';
import { type Entry, lineOfEntry, openLine } from './entry';
import { chainMissing, type Finding, type Note } from './finding';
import type { MongoCopy } from './mongo-copy';

export type CopyReader = Pick<MongoCopy, 'entriesOf' | 'chains'>;

const batchSize = 1_000;

/** Compares the entries of one chain's file with those in MongoDB. */
export class ChainCopyCheck {
  readonly findings: Finding[] = [];
  private batch: Entry[] = [];

  constructor(
    private readonly chain: string,
    private readonly copy: CopyReader,
    private readonly key: KeyObject,
  ) {}

  async take(entry: Entry): Promise<void> {
    this.batch.push(entry);
    if (this.batch.length >= batchSize) await this.compare();
  }

  /** `filed` is the last entry of the file that was read; `headNow` tells what the file holds by now. */
  async end(filed: number, headNow: () => Promise<number>): Promise<void> {
    await this.compare();
    const beyond = await this.copy.entriesOf(this.chain, filed + 1, Number.MAX_SAFE_INTEGER);
    if (beyond.size === 0) return;
    const known = await headNow();
    // The gateway may have written on since the file was read.
    for (const [seq, entry] of beyond) if (seq > known) this.tellBeyond(seq, entry);
  }

  private async compare(): Promise<void> {
    const batch = this.batch;
    this.batch = [];
    const numbers = batch.map(({ seq }) => seq);
    if (batch.length === 0) return;
    const copied = await this.copy.entriesOf(this.chain, Math.min(...numbers), Math.max(...numbers));
    for (const entry of batch) {
      const other = copied.get(entry.seq);
      if (other === undefined) this.find('copy-missing', entry.seq, 'MongoDB does not have the entry');
      else if (!isSame(entry, other)) this.find('copy-differs', entry.seq, 'MongoDB has the entry otherwise');
    }
  }

  private tellBeyond(seq: number, entry: Entry): void {
    const isGenuine = openLine(lineOfEntry(entry), this.key)?.seq === seq;
    if (isGenuine) this.find('removed', seq, 'MongoDB has the entry, the file does not');
    else this.find('copy-differs', seq, 'MongoDB has an entry that was never written here');
  }

  private find(kind: Finding['kind'], seq: number, what: string): void {
    this.findings.push({ kind, chain: this.chain, seq, what });
  }
}

/** Chains of this folder that only MongoDB has. */
export function chainsOnlyCopied(copied: readonly string[], known: ReadonlySet<string>): Finding[] {
  const folders = new Set([...known].map(folderOf));
  const gone = copied.filter((chain) => !known.has(chain) && (folders.size === 0 || folders.has(folderOf(chain))));
  return gone.map((chain) => chainMissing(chain, 'MongoDB has its entries, the folder does not'));
}

/** Chains in MongoDB that gateways with other folders have written: they are to be verified there. */
export function chainsOfOthers(copied: readonly string[], known: ReadonlySet<string>): Note[] {
  const folders = new Set([...known].map(folderOf));
  if (folders.size === 0) return [];
  return copied
    .filter((chain) => !folders.has(folderOf(chain)))
    .map((chain) => ({
      chain,
      what: 'MongoDB has it of another folder; verify it there, or ask where that folder is',
    }));
}

function isSame(entry: Entry, other: Entry): boolean {
  return entry.hash === other.hash && lineOfEntry(entry) === lineOfEntry(other);
}
