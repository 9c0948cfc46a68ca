import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

import { ToldError } from '../../common/told-error';

/**
 * Writes what is fetched into a file for nobody else to read. Returns its digest, SHA-256 in hex.
 * @throws ToldError when it would be larger than `maxBytes`.
 */
export async function spool(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(file, 'w', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      bytes += chunk.length;
      if (bytes > maxBytes) throw new ToldError(`the source has more than ${maxBytes} bytes; raise maxBytes if it may`);
      hash.update(chunk);
      await handle.write(chunk);
    }
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}
