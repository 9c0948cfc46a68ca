import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';

/** Where an export goes. It is whole when `finish` has resolved; `abandon` leaves nothing behind. */
export interface Output {
  write(content: string | Uint8Array): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * A file that stands under its name only when it is whole: it is written beside it and moved into place. Only its owner
 * may read it.
 * @throws ToldError when it cannot be written there.
 */
export async function outputFile(path: string): Promise<Output> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) {
    throw new ToldError(`${path}: is no file; name another with -o`, exitCodes.usage);
  }
  const partial = `${path}.${process.pid}.part`;
  const told = (error: unknown): ToldError => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return new ToldError(`${path}: cannot be written (${code}); name another with -o`);
  };
  const handle: FileHandle = await open(partial, 'w', 0o600).catch((error: unknown) => {
    throw told(error);
  });
  const trying = async (act: () => Promise<unknown>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      throw told(error);
    }
  };
  return {
    write: (content) => trying(() => handle.writeFile(content)),
    finish: () =>
      trying(async () => {
        await handle.sync();
        await handle.close();
        await rename(partial, path);
      }),
    abandon: async () => {
      await handle.close().catch(() => undefined);
      await rm(partial, { force: true });
    },
  };
}
