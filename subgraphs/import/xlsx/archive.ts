import { type Entry, open, type ZipFile } from 'yauzl';

import { ToldError } from '../../../common/told-error';

/** A zip file, read by its table of contents; nothing of it is unpacked to disk. */
export interface Archive {
  readonly names: readonly string[];
  readonly sizeOf: (name: string) => number;
  /** The bytes of one file in it. @throws ToldError when there are more than `mostBytes`. */
  readonly read: (name: string, mostBytes: number) => AsyncGenerator<Buffer>;
  readonly close: () => void;
}

const mostEntries = 10_000;

/** @throws ToldError for a file that is no zip, or one that cannot be read. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path).catch(damaged);
  const entries = await entriesOf(zip).catch((error: unknown) => {
    zip.close();
    return damaged(error);
  });
  async function* read(name: string, mostBytes: number): AsyncGenerator<Buffer> {
    const entry = entries.get(name);
    if (entry === undefined) throw new ToldError(`lacks ${name}; it is damaged`);
    if (entry.isEncrypted()) throw new ToldError('is protected by a password; take the password off and save it again');
    if (entry.uncompressedSize > mostBytes) throw new ToldError(`holds ${name} of more than ${mostBytes} bytes`);
    try {
      for await (const chunk of await streamOf(zip, entry)) yield chunk as Buffer;
    } catch (error) {
      damaged(error);
    }
  }
  return {
    names: [...entries.keys()],
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
    read,
    close: () => zip.close(),
  };
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      if (entries.size >= mostEntries) {
        reject(new ToldError(`holds more than ${mostEntries} files`));
        return;
      }
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function streamOf(zip: ZipFile, entry: Entry): Promise<AsyncIterable<unknown>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}

function damaged(error: unknown): never {
  if (error instanceof ToldError || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
  throw new ToldError('is a damaged or cut off zip file or workbook; save it again');
}
