import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readXml } from './xml';

/** The texts of a workbook, which its cells name by number. */
export interface SharedStrings {
  readonly at: (index: number) => string | null;
  readonly close: () => void;
}

const perBlock = 256;
const mostKept = 32 * 1_048_576;
const mostRecent = 128;

type Block = { readonly kept: Buffer } | { readonly position: number; readonly length: number };

/**
 * Texts of any number in memory of one size: beyond 32 MB they go to a file that has no name any more and vanishes with
 * the process. Cells name texts about in their order, so few blocks are read twice.
 */
export async function readSharedStrings(chunks: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const store = new BlockStore();
  let [strings, current, depth]: [string[], string, number] = [[], '', 0];
  let isText = false;
  const listener = {
    open: (name: string) => {
      if (name === 'si') current = '';
      if (name === 'rPh') depth += 1;
      isText = name === 't' && depth === 0;
    },
    text: (text: string) => {
      if (isText) current += text;
    },
    close: (name: string) => {
      if (name === 'rPh') depth -= 1;
      if (name === 'si') strings.push(current);
      isText = false;
    },
  };
  try {
    for await (const _ of readXml(chunks, listener)) {
      while (strings.length >= perBlock) store.add(strings.splice(0, perBlock));
    }
    if (strings.length > 0) store.add(strings);
    strings = [];
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}

export const noStrings: SharedStrings = { at: () => null, close: () => undefined };

class BlockStore implements SharedStrings {
  private readonly blocks: Block[] = [];
  private readonly recent = new Map<number, readonly string[]>();
  private kept = 0;
  private written = 0;
  private file: number | null = null;

  add(strings: readonly string[]): void {
    const bytes = Buffer.from(JSON.stringify(strings));
    if (this.kept + bytes.length <= mostKept) {
      this.kept += bytes.length;
      this.blocks.push({ kept: bytes });
      return;
    }
    this.file ??= openUnnamed();
    writeSync(this.file, bytes, 0, bytes.length, this.written);
    this.blocks.push({ position: this.written, length: bytes.length });
    this.written += bytes.length;
  }

  at(index: number): string | null {
    const number = Math.floor(index / perBlock);
    return this.block(number)?.[index % perBlock] ?? null;
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }

  private block(number: number): readonly string[] | undefined {
    const recent = this.recent.get(number);
    if (recent !== undefined) return recent;
    const block = this.blocks[number];
    if (block === undefined) return undefined;
    const strings = JSON.parse(this.bytesOf(block).toString()) as readonly string[];
    this.recent.set(number, strings);
    if (this.recent.size > mostRecent) this.recent.delete(this.recent.keys().next().value ?? 0);
    return strings;
  }

  private bytesOf(block: Block): Buffer {
    if ('kept' in block) return block.kept;
    const bytes = Buffer.alloc(block.length);
    readSync(this.file ?? -1, bytes, 0, block.length, block.position);
    return bytes;
  }
}

/** A file for this process alone. Its name goes at once, so that nothing of it stays whatever becomes of the process. */
function openUnnamed(): number {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-xlsx-'));
  const file = openSync(join(folder, 'texts'), 'wx+', 0o600);
  rmSync(folder, { recursive: true, force: true });
  return file;
}
