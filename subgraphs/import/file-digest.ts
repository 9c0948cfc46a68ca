import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** SHA-256 of a file in hex, and the time it was written; null for what is no file, such as a pipe, or cannot be read. */
export async function fileDigest(path: string): Promise<{ digest: string; writtenAt: Date } | null> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() !== true) return null;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return { digest: hash.digest('hex'), writtenAt: found.mtime };
}

/** Up to when a file tells the records: when it was written, and never later than now. */
export function asOfFile(writtenAt: Date, now: Date = new Date()): string {
  return (writtenAt < now ? writtenAt : now).toISOString();
}
