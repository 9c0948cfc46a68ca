import { mkdirSync } from 'node:fs';
import { type FileHandle, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ToldError } from '../../common/told-error';
import { Catalog } from '../data/catalog';
import { silentLog } from '../data/change-log';
import { takeLock } from './folder-lock';
import { JournalWriter, openJournal } from './journal-writer';
import { journalName, loadFolder, snapshotName } from './load-folder';
import { PendingChanges } from './pending-changes';
import { captureFrames, syncFolder, writeSnapshot } from './write-snapshot';

/** The data with whatever keeps it. */
export interface Keeper {
  readonly catalog: Catalog;
  readonly notes: readonly string[];
  /** Resolves once every change made so far is kept. */
  commit(): Promise<void>;
  tellPort(port: number): void;
  close(): Promise<void>;
}

/** Keeps nothing. */
export function inMemory(): Keeper {
  const nothing = (): Promise<void> => Promise.resolve();
  return { catalog: new Catalog(silentLog), notes: [], commit: nothing, tellPort: () => undefined, close: nothing };
}

/** Shows what a folder holds and changes none of it; changes made are kept nowhere. */
export function fromFolder(folder: string): Keeper {
  const keeper = inMemory();
  const { notes } = loadFolder(folder, keeper.catalog, true);
  return { ...keeper, notes };
}

/** A journal this large, and larger than the last snapshot, is replaced by a snapshot. */
const snapshotAfterBytes = 32 * 1024 * 1024;
/** A clean stop leaves a snapshot when that takes no more than a moment; a journal loads as fast. */
const snapshotAtStopUpTo = 50_000;

/** Keeps everything in a folder. */
export async function inFolder(folder: string, tell: (line: string) => void): Promise<Keeper> {
  makeFolder(folder);
  const lock = takeLock(folder);
  try {
    const changes = new PendingChanges();
    const catalog = new Catalog(changes);
    const { generation, notes } = loadFolder(folder, catalog, false);
    changes.take();
    const files = new Files(folder, catalog, generation, tell);
    const writer = await files.open();
    const commit = async (): Promise<void> => {
      const frame = changes.take();
      if (frame) await writer.append(frame);
    };
    const close = async (): Promise<void> => {
      await commit();
      await writer.close();
      await files.finish(writer.size);
      lock.release();
    };
    return { catalog, notes, commit, tellPort: (port) => lock.tellPort(port), close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Journals and snapshots by number: snapshot N holds all there was before journal N. */
class Files {
  private snapshotBytes = 0;
  private writing: Promise<void> | undefined;
  private writer: JournalWriter | undefined;

  constructor(
    private readonly folder: string,
    private readonly catalog: Catalog,
    private generation: number,
    private readonly tell: (line: string) => void,
  ) {}

  async open(): Promise<JournalWriter> {
    this.generation = Math.max(1, this.generation);
    this.writer = await JournalWriter.open(this.path(journalName(this.generation)), () => this.nextFile());
    await syncFolder(this.folder);
    return this.writer;
  }

  /** Waits for a snapshot under way, and leaves one behind when the journal has anything a quick one could hold. */
  async finish(journalBytes: number): Promise<void> {
    await this.writing;
    const documents = [...this.catalog.collections.values()].reduce((sum, { records }) => sum + records.size, 0);
    if (journalBytes < 100 || documents > snapshotAtStopUpTo) return;
    await (await this.beginSnapshot()).close();
    await this.writing;
  }

  private async nextFile(): Promise<FileHandle | undefined> {
    const size = this.writer?.size ?? 0;
    if (this.writing || size < snapshotAfterBytes || size < this.snapshotBytes) return undefined;
    return this.beginSnapshot();
  }

  // The new journal comes first: whatever happens before the snapshot stands, the old files and it hold everything.
  private async beginSnapshot(): Promise<FileHandle> {
    const file = await openJournal(this.path(journalName(this.generation + 1)));
    await syncFolder(this.folder);
    this.generation++;
    const frames = captureFrames(this.catalog);
    this.writing = this.replaceOldFiles(this.generation, frames).catch((error: unknown) =>
      this.tell(`A snapshot could not be written (${String(error)}); the journals keep everything.`),
    );
    return file;
  }

  private async replaceOldFiles(generation: number, frames: Iterable<Buffer>): Promise<void> {
    this.snapshotBytes = await writeSnapshot(this.path(snapshotName(generation)), frames);
    for (let old = generation - 1; old > 0; old--) {
      await rm(this.path(snapshotName(old)), { force: true });
      await rm(this.path(journalName(old)), { force: true });
      if (old < generation - 20) break;
    }
    this.writing = undefined;
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new ToldError(
      `The folder ${folder} cannot be made (${(error as Error).message}); choose another with --data.`,
    );
  }
}
