import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { ToldError } from '../../common/told-error';
import { lintRules, type LintSeverities } from '../../registry/main';

const severities = z.enum(['error', 'warning', 'note', 'off'], { error: 'it must be error, warning, note or off' });
const names = Object.keys(lintRules) as (keyof typeof lintRules)[];

/**
 * The severities that a file gives the rules of lint.
 * @throws ToldError when it cannot be read, or names a rule that there is not.
 */
export async function readLintRules(file: string): Promise<LintSeverities> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new ToldError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new ToldError(`${file} is no JSON; write such as {"DESCRIPTION_MISSING": "error"}.`);
  }
  const parsed = z.partialRecord(z.enum(names), severities).safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ToldError(
    `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not accepted'}. The rules are ${names.join(', ')}.`,
  );
}
