import type { CellReader } from './cell-values';
import type { HeadingMeaning } from './columns';
import { type Cell, faultyRow, type FileRow, longestRow, rowOf } from './file-row';
import { fractionText } from './number-text';

export interface NdjsonTable {
  /** Sees the names in the first object before it is given. */
  readonly checkFirst: (names: readonly string[]) => void;
  readonly meaningOf: (name: string) => HeadingMeaning;
  readonly readCell: CellReader;
  /** Values that every row has. */
  readonly constants: Readonly<Record<string, string>>;
}

/** The rows of a file with one JSON object a line. */
export async function* ndjsonRows(chunks: AsyncIterable<Buffer>, table: NdjsonTable): AsyncGenerator<FileRow> {
  let first = true;
  for await (const { line, text } of lines(chunks)) {
    if (text?.trim() === '') continue;
    const object = text === null ? null : parseObject(text);
    if (text === null) yield faultyRow(line, '', `is longer than ${longestRow} bytes`);
    else if (object === null) yield faultyRow(line, text.trim(), 'is not a JSON object');
    else {
      if (first) table.checkFirst(Object.keys(object));
      first = false;
      yield toRow(line, object, table);
    }
  }
}

/** The first objects of a text, whatever else stands between them. */
export function firstObjects(head: string, mostLines: number): Record<string, unknown>[] {
  return head
    .split('\n', mostLines)
    .map(parseObject)
    .filter((object) => object !== null);
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function toRow(line: number, object: Record<string, unknown>, table: NdjsonTable): FileRow {
  const cells: [string, Cell][] = Object.entries(table.constants);
  const faults = Object.entries(object).flatMap(([name, value]) => {
    const meaning = table.meaningOf(name);
    if ('mistake' in meaning) return [{ column: name, value: shortJson(value), reason: meaning.mistake }];
    if ('untaken' in meaning) return [];
    const isRepeated = cells.some(([column]) => column === meaning.column);
    const reason = isRepeated ? 'is told twice in this object, under two names' : whyNoText(value);
    if (reason !== null) return [{ column: meaning.column, value: shortJson(value), reason }];
    cells.push([meaning.column, table.readCell(meaning.column, toText(value) ?? '')]);
    return [];
  });
  return faults.length > 0 ? { line, faults } : rowOf(line, Object.fromEntries(cells));
}

function shortJson(value: unknown): string {
  return JSON.stringify(value).slice(0, 80);
}

/** A value as a cell would hold it; the parts of a list are joined by semicolons. */
function toText(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (isExact(value)) return fractionText(String(value));
  if (!Array.isArray(value)) return null;
  const parts = value.map((part) => (Array.isArray(part) ? null : toText(part)));
  return parts.includes(null) ? null : parts.join(';');
}

// JSON.parse rounds a longer number without a word, and a rounded number of a permit is another permit's.
function isExact(value: unknown): value is number {
  return typeof value === 'number' && (Number.isSafeInteger(value) || !Number.isInteger(value));
}

function whyNoText(value: unknown): string | null {
  if (typeof value === 'number' && !isExact(value)) {
    return 'has too many digits for a JSON number; write it as text in quotation marks';
  }
  return toText(value) === null ? 'must be text, a number, true, false, null or a list of these' : null;
}

/** Lines with their numbers; null stands for one that is too long, whatever it holds. */
async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<{ line: number; text: string | null }> {
  let parts: Buffer[] = [];
  let length = 0;
  let line = 1;
  const take = (): { line: number; text: string | null } => {
    const text = length > longestRow ? null : Buffer.concat(parts).toString('utf8');
    parts = [];
    length = 0;
    return { line: line++, text };
  };
  const keep = (part: Buffer): void => {
    length += part.length;
    if (length <= longestRow) parts.push(part);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (length > 0) yield take();
}
