import type { KeyObject } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, writeFile } from 'node:fs/promises';

import { chainPath, chainsIn, headPath, headText, newChainName, readHead } from './chain-folder';
import { type Head, sealOpening } from './entry';

/** The file of one chain. It is written by one process alone, from its opening on. */
export class ChainFile {
  private size = 0;
  private mayHaveRest = false;

  private constructor(
    private readonly folder: string,
    private readonly key: KeyObject,
    private readonly file: FileHandle,
    readonly chain: string,
  ) {}

  /** Begins a chain in a folder, which is made when it is missing. */
  static async begin(folder: string, key: KeyObject): Promise<{ file: ChainFile; head: Head }> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const others = await chainsIn(folder);
    const now = new Date();
    const chain = newChainName(others, now);
    const heads = await Promise.all(
      others.map(async (other) => (await readHead(folder, other, key)) ?? { chain: other, seq: -1, hash: '' }),
    );
    const { record, line } = sealOpening(chain, heads, now.toISOString(), key);
    const handle = await open(chainPath(folder, chain), 'wx', 0o600);
    const file = new ChainFile(folder, key, handle, chain);
    const head = { chain, seq: 0, hash: record.hash };
    try {
      await file.append([line], head);
      await syncFolder(folder);
    } catch (error) {
      await file.close();
      throw error;
    }
    return { file, head };
  }

  /**
   * Writes lines and syncs them to the disk at once, then the head. When it fails none of them counts: they are written
   * over at the next time.
   */
  async append(lines: readonly string[], head: Head): Promise<void> {
    const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
    if (this.mayHaveRest) await this.file.truncate(this.size);
    this.mayHaveRest = true;
    await writeWhole(this.file, bytes, this.size);
    await this.file.datasync();
    await this.writeHead(head);
    this.size += bytes.length;
    this.mayHaveRest = false;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async writeHead(head: Head): Promise<void> {
    const path = headPath(this.folder, this.chain);
    await writeFile(`${path}.new`, headText(head, this.key), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }
}

async function writeWhole(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}

// The name of a new file is on the disk when its folder is.
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
