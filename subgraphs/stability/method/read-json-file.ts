import { readFile } from 'node:fs/promises';

import { ToldError } from '../../../common/told-error';

/**
 * Reads a JSON file.
 * @throws ToldError (2) if there is no such file or it is not JSON; `what` says what the file should hold.
 */
export async function readJsonFile(path: string, what: string): Promise<unknown> {
  const text = await readText(path, what);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ToldError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new ToldError(`there is no file ${path}; give the path of a JSON file of ${what}`);
    throw new ToldError(`${path} cannot be read (${code ?? String(error)}); give the path of a JSON file of ${what}`);
  }
}

const mostTold = 20;

/** @throws ToldError (2) that tells the mistakes of a file, up to 20 of them. */
export function refuseMistakes(path: string, mistakes: readonly string[]): never {
  const rest = mistakes.length - mostTold;
  const lines = [...mistakes.slice(0, mostTold), ...(rest > 0 ? [`and ${rest} more`] : [])];
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  throw new ToldError(`${path} has ${count}:\n  ${lines.join('\n  ')}`);
}
