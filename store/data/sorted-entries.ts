import type { StoredRecord } from './stored-record';

/** Half-open: keys from `from` on, up to but without `to`. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

// No key begins with this character.
const lastCharacter = '\uffff';
export const everything: Interval = { from: '', to: lastCharacter };

/** The place just after every key that begins with `beginning`. */
export function afterAll(beginning: string): string {
  const last = beginning.length - 1;
  if (last < 0) return lastCharacter;
  if (beginning.endsWith(lastCharacter)) return afterAll(beginning.slice(0, last));
  return beginning.slice(0, last) + String.fromCharCode(beginning.charCodeAt(last) + 1);
}

interface Chunk {
  readonly keys: string[];
  readonly records: StoredRecord[];
}

interface Position {
  readonly chunk: number;
  readonly at: number;
}

const chunkSize = 512;

/** Entries ordered by key, then by the age of the record, in chunks small enough to insert into cheaply. */
export class SortedEntries {
  private chunks: Chunk[] = [];
  size = 0;

  /** Replaces the content; `entries` may come in any order. */
  fill(entries: (readonly [key: string, record: StoredRecord])[]): void {
    entries.sort(([leftKey, left], [rightKey, right]) =>
      leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : left.age - right.age,
    );
    this.chunks = [];
    for (let at = 0; at < entries.length; at += chunkSize) {
      const part = entries.slice(at, at + chunkSize);
      this.chunks.push({ keys: part.map(([key]) => key), records: part.map(([, record]) => record) });
    }
    this.size = entries.length;
  }

  add(key: string, record: StoredRecord): void {
    const { chunk: index, at } = this.find(key, record.age);
    const chunk = this.chunks[index] ?? this.chunks[index - 1];
    if (!chunk) this.chunks.push({ keys: [key], records: [record] });
    else if (chunk === this.chunks[index]) this.insert(index, chunk, at, key, record);
    else this.insert(index - 1, chunk, chunk.keys.length, key, record);
    this.size++;
  }

  remove(key: string, record: StoredRecord): void {
    const { chunk: index, at } = this.find(key, record.age);
    const chunk = this.chunks[index];
    if (chunk?.records[at] !== record) return;
    chunk.keys.splice(at, 1);
    chunk.records.splice(at, 1);
    if (chunk.keys.length === 0) this.chunks.splice(index, 1);
    this.size--;
  }

  /** A record with exactly this key, other than `except`. */
  holder(key: string, except?: StoredRecord): StoredRecord | undefined {
    let found: StoredRecord | undefined;
    this.scan({ from: key, to: afterAll(key) }, false, (record) => {
      if (record !== except) found = record;
      return found === undefined;
    });
    return found;
  }

  /** Visits the records of an interval in order until `visit` says no. */
  scan({ from, to }: Interval, backwards: boolean, visit: (record: StoredRecord) => boolean): boolean {
    const [start, end] = [this.find(from, -1), this.find(to, -1)];
    const step = backwards ? -1 : 1;
    let position = backwards ? { ...end } : { ...start };
    const stop = backwards ? start : end;
    if (backwards) position = this.before(position);
    while (backwards ? !isBefore(position, stop) : isBefore(position, stop)) {
      const chunk = this.chunks[position.chunk];
      const record = chunk?.records[position.at];
      if (record && !visit(record)) return false;
      position = step === 1 ? this.after(position) : this.before(position);
    }
    return true;
  }

  count({ from, to }: Interval): number {
    const [start, end] = [this.find(from, -1), this.find(to, -1)];
    if (start.chunk === end.chunk) return Math.max(0, end.at - start.at);
    let count = end.at - start.at;
    for (let index = start.chunk; index < end.chunk; index++) count += this.chunks[index]?.keys.length ?? 0;
    return Math.max(0, count);
  }

  private insert(index: number, chunk: Chunk, at: number, key: string, record: StoredRecord): void {
    chunk.keys.splice(at, 0, key);
    chunk.records.splice(at, 0, record);
    if (chunk.keys.length <= 2 * chunkSize) return;
    const half = at >= chunk.keys.length - 1 ? chunk.keys.length - 1 : chunkSize;
    this.chunks.splice(index + 1, 0, { keys: chunk.keys.splice(half), records: chunk.records.splice(half) });
  }

  private after({ chunk, at }: Position): Position {
    return at + 1 < (this.chunks[chunk]?.keys.length ?? 0) ? { chunk, at: at + 1 } : { chunk: chunk + 1, at: 0 };
  }

  private before({ chunk, at }: Position): Position {
    return at > 0 ? { chunk, at: at - 1 } : { chunk: chunk - 1, at: (this.chunks[chunk - 1]?.keys.length ?? 0) - 1 };
  }

  /** Where the first entry stands that is not below (key, age). */
  private find(key: string, age: number): Position {
    const index = lowest(this.chunks.length, (at) => {
      const { keys = [], records = [] } = this.chunks[at] ?? {};
      return isBelow(keys[keys.length - 1] ?? '', records[records.length - 1]?.age ?? 0, key, age);
    });
    const chunk = this.chunks[index];
    if (!chunk) return { chunk: index, at: 0 };
    const { keys, records } = chunk;
    return { chunk: index, at: lowest(keys.length, (at) => isBelow(keys[at] ?? '', records[at]?.age ?? 0, key, age)) };
  }
}

function isBelow(key: string, age: number, otherKey: string, otherAge: number): boolean {
  return key < otherKey || (key === otherKey && age < otherAge);
}

function isBefore(left: Position, right: Position): boolean {
  return left.chunk < right.chunk || (left.chunk === right.chunk && left.at < right.at);
}

/** The lowest position that is not below, where all that are below come first. */
function lowest(length: number, below: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (below(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
