import type { KeyObject } from 'node:crypto';

import { type ChainRecord, type Head, openLine } from './entry';
import type { Finding, Note } from './finding';
import type { Line } from './read-lines';

interface Unreadable {
  /** The number that the line still claims, if it does. */
  readonly seq: number | null;
  readonly line: number;
}

/** What is known of a chain from elsewhere. */
export interface KnownOfChain {
  readonly key: KeyObject;
  /** What the head's file said before the chain was read; null when it is missing or changed. */
  readonly head: Head | null;
  /** Where other chains saw this one stand when they began. */
  readonly named: readonly Head[];
}

/**
 * Goes along the lines of one chain and tells what is not as it was written. The records that are come back from
 * `take`, so that they can be compared with a copy.
 */
export class ChainCheck {
  readonly findings: Finding[] = [];
  readonly notes: Note[] = [];
  private lines = 0;
  private last: { readonly seq: number; readonly hash: string } = { seq: -1, hash: '' };
  private readonly missing = new Set<number>();
  private unreadable: Unreadable[] = [];
  private torn: Unreadable | null = null;

  constructor(
    private readonly chain: string,
    private readonly known: KnownOfChain,
  ) {}

  /** The last good entry; 0 where there is none. */
  get lastSeq(): number {
    return Math.max(this.last.seq, 0);
  }

  take({ text, isWhole }: Line): ChainRecord | null {
    this.lines += 1;
    const record = isWhole ? openLine(text, this.known.key) : null;
    if (record !== null && record.chain === this.chain) {
      this.place(record);
      return record;
    }
    const claimed = { seq: claimedSeq(text), line: this.lines };
    if (isWhole) this.unreadable.push(claimed);
    else this.torn = claimed;
    return null;
  }

  /** To be called after the last line. */
  end(): void {
    this.endTorn();
    // Where no head says how long the chain is, each line counts as an entry.
    const told = this.known.head === null ? this.last.seq + this.unreadable.length : this.last.seq;
    this.closeGap(Math.max(told, this.knownEnd) + 1);
    for (const [low, high] of runsOf(this.missing)) this.find('removed', low, removedText(low, high), high);
    // The opening is written before the head: a process that died between them has lost nothing.
    if (this.known.head === null && this.lines > 1) {
      this.find('head-missing', null, 'its head is missing or changed, so that a cut end would not show');
    }
  }

  private get knownEnd(): number {
    const { head, named } = this.known;
    return Math.max(head?.seq ?? -1, ...named.map(({ seq }) => seq));
  }

  private place({ seq, hash, previous }: ChainRecord): void {
    if (seq <= this.last.seq) {
      const wasMissing = this.missing.delete(seq);
      const what = wasMissing ? 'the entry stands after later ones' : 'the entry stands there twice';
      this.find(wasMissing ? 'reordered' : 'added', seq, `${what} (line ${this.lines})`);
      return;
    }
    const isNext = seq === this.last.seq + 1 && this.unreadable.length === 0;
    if (isNext && previous !== this.last.hash) {
      this.find('changed', seq, `the entry does not follow the one before it (line ${this.lines})`);
    }
    if (this.isOtherThanNamed(seq, hash)) this.find('changed', seq, 'the entry is another than a head names');
    this.closeGap(seq);
    this.last = { seq, hash };
  }

  private isOtherThanNamed(seq: number, hash: string): boolean {
    const { head, named } = this.known;
    return [...named, ...(head ? [head] : [])].some((other) => other.seq === seq && other.hash !== hash);
  }

  /** Lines that cannot be trusted stand for entries between the last good one and `next`; the rest of those is missing. */
  private closeGap(next: number): void {
    const open = new Set<number>();
    for (let seq = this.last.seq + 1; seq < next; seq += 1) open.add(seq);
    const unplaced = this.unreadable.filter((line) => !this.nameChanged(open, line.seq, line.line));
    for (const { line } of unplaced) {
      const [first = null] = open;
      if (!this.nameChanged(open, first, line)) this.find('added', null, `line ${line} is no entry of this chain`);
    }
    for (const seq of open) this.missing.add(seq);
    this.unreadable = [];
  }

  private nameChanged(open: Set<number>, seq: number | null, line: number): boolean {
    if (seq === null || !open.delete(seq)) return false;
    this.find('changed', seq, `the entry is not as it was written (line ${line})`);
    return true;
  }

  // An entry that the head does not know was never told as kept.
  private endTorn(): void {
    if (this.torn === null) return;
    const expected = this.last.seq + this.unreadable.length + 1;
    if (this.knownEnd >= expected) this.unreadable.push(this.torn);
    else
      this.notes.push({
        chain: this.chain,
        what: `entry ${expected} was not finished: the process ended while it wrote`,
      });
  }

  private find(kind: Finding['kind'], seq: number | null, what: string, to?: number): void {
    this.findings.push({ kind, chain: this.chain, seq, ...(to === undefined || to === seq ? {} : { to }), what });
  }
}

function claimedSeq(text: string): number | null {
  const [, digits] = /^\{"chain":"[^"]*","seq":(\d{1,15}),/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}

function removedText(low: number, high: number): string {
  if (low === 0) return 'the beginning of the chain is cut off';
  return low === high ? 'the entry is not there any more' : 'the entries are not there any more';
}

function runsOf(numbers: ReadonlySet<number>): [low: number, high: number][] {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
