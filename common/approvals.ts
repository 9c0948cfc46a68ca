import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { z } from 'zod';

import { ToldError } from './told-error';

const form = z.object({ approved: z.array(z.object({ digest: z.string(), at: z.string(), reason: z.string() })) });

export type Approvals = z.infer<typeof form>;

/** A supergraph's name among approvals: SHA-256 of its text, hexadecimal. */
export function supergraphDigest(sdl: string): string {
  return createHash('sha256').update(sdl).digest('hex');
}

/**
 * What was approved; nothing when there is no such file.
 * @throws ToldError when the file is none of approvals.
 */
export async function readApprovals(file: string): Promise<Approvals> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return { approved: [] };
  try {
    return form.parse(JSON.parse(text));
  } catch {
    throw new ToldError(`${file} is not a file of approvals; move it away, and approve again what is to be served.`);
  }
}

/** Adds an approval; the file is replaced as a whole. */
export async function addApproval(file: string, digest: string, reason: string): Promise<void> {
  const { approved } = await readApprovals(file);
  const entry = { digest, at: new Date().toISOString(), reason };
  const next = { approved: [...approved.filter((each) => each.digest !== digest), entry] };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(next, null, 2)}\n`);
  await rename(`${file}.new`, file);
}
