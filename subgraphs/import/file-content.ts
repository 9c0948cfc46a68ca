import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { ToldError } from '../../common/told-error';
import { longestRow } from './file-row';

/** Bytes of which the first are known already; reading them all begins with those. */
export interface Bytes {
  readonly head: Buffer;
  readonly all: AsyncGenerator<Buffer>;
  readonly close: () => Promise<void>;
}

/** A file as it is on disk. */
export interface FileContent extends Bytes {
  readonly totalBytes: number;
  readonly bytesRead: () => number;
}

export async function openContent(path: string, headBytes: number): Promise<FileContent> {
  let bytes = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: longestRow })) {
      bytes += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }
  const { size } = await stat(path);
  return { ...(await withHead(chunks(), headBytes)), totalBytes: size, bytesRead: () => bytes };
}

/** Reads as much as the head needs and gives it again before the rest. */
export async function withHead(chunks: AsyncGenerator<Buffer>, headBytes: number): Promise<Bytes> {
  const parts: Buffer[] = [];
  for (let length = 0; length < headBytes;) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Buffer> {
    while (parts.length > 0) yield parts.shift() ?? Buffer.alloc(0);
    yield* chunks;
  }
  // A generator that was not begun ends without ending what it reads from, so that is ended by itself.
  const close = async (): Promise<void> => {
    await chunks.return(undefined);
  };
  return { head: Buffer.concat(parts), all: all(), close };
}

/** What was compressed, in the one or several parts of a gzip file. */
export async function* gunzipped(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: longestRow });
  const feeding = pipeline(Readable.from(chunks, { objectMode: false }), gunzip).catch(() => undefined);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    throw toldGunzip(error);
  } finally {
    gunzip.destroy();
    await feeding;
  }
}

function toldGunzip(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'Z_BUF_ERROR') {
    return new ToldError('ends in the middle of its compressed data; fetch it again. Rows before that are imported');
  }
  return code.startsWith('Z_') ? new ToldError('holds compressed data that is damaged; fetch it again') : error;
}
