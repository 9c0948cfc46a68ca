import { type FileHandle, open } from 'node:fs/promises';

import { fileHeader } from './load-folder';

interface Waiting {
  readonly frame: Buffer;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** Appends frames and syncs them to the disk; all that wait while a sync runs share the next one. */
export class JournalWriter {
  /** Bytes in the present file. */
  size = 0;
  private waiting: Waiting[] = [];
  private isBusy = false;
  private draining = Promise.resolve();
  private failure: Error | undefined;

  private constructor(
    private file: FileHandle,
    /** Called between two syncs; it may hand over the next file to write to. */
    private readonly betweenSyncs: () => Promise<FileHandle | undefined>,
  ) {}

  static async open(path: string, betweenSyncs: () => Promise<FileHandle | undefined>): Promise<JournalWriter> {
    const file = await openJournal(path);
    const writer = new JournalWriter(file, betweenSyncs);
    writer.size = (await file.stat()).size;
    return writer;
  }

  /** Resolves once the frame is on the disk. */
  append(frame: Buffer): Promise<void> {
    return new Promise((done, fail) => {
      this.waiting.push({ frame, done, fail });
      if (!this.isBusy) this.draining = this.drain();
    });
  }

  async close(): Promise<void> {
    await this.draining;
    await this.file.close();
  }

  private async drain(): Promise<void> {
    this.isBusy = true;
    while (this.waiting.length > 0) await this.writeAll(this.waiting.splice(0));
    this.isBusy = false;
  }

  private async writeAll(batch: readonly Waiting[]): Promise<void> {
    try {
      // After one failure the file's end is unknown: nothing more is promised until a new start has read it.
      if (this.failure) throw this.failure;
      const bytes = Buffer.concat(batch.map(({ frame }) => frame));
      await this.file.appendFile(bytes);
      await this.file.datasync();
      this.size += bytes.length;
    } catch (error) {
      this.failure = error as Error;
      batch.forEach(({ fail }) => fail(error));
      return;
    }
    batch.forEach(({ done }) => done());
    await this.changeFile().catch((error: unknown) => (this.failure = error as Error));
  }

  private async changeFile(): Promise<void> {
    const next = await this.betweenSyncs();
    if (!next) return;
    await this.file.close();
    this.file = next;
    this.size = (await next.stat()).size;
  }
}

/** A journal to append to, with its header on the disk. */
export async function openJournal(path: string): Promise<FileHandle> {
  const file = await open(path, 'a');
  if ((await file.stat()).size === 0) {
    await file.appendFile(fileHeader);
    await file.sync();
  }
  return file;
}
