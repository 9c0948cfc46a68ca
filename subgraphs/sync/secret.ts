import { readFileSync } from 'node:fs';

import { ToldError } from '../../common/told-error';
import type { Reference } from './source-settings';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * What a reference stands for, without the line end of a file.
 * @throws ToldError when there is nothing; the value is never repeated.
 */
export function secretOf(reference: Reference, env: Env): string {
  const value = 'env' in reference ? env[reference.env] : readSecret(reference.file);
  if (value === undefined || value.trim() === '') throw new ToldError(`${placeOf(reference)} is not set or empty`);
  return value.trim();
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ToldError(
      `the file ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    );
  }
}

function placeOf(reference: Reference): string {
  return 'env' in reference ? `the variable ${reference.env}` : `the file ${reference.file}`;
}
