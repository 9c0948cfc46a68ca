import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { SeenOperations } from './seen-operations';

const mostFiles = 1_000;

const asked = z.object({
  text: z.string().max(1_000_000),
  client: z.string(),
  calls: z.number().int().positive(),
  lastSeen: z.iso.datetime().transform((text) => new Date(text)),
});

/**
 * Takes what gateways wrote to a folder (OPERATIONS_FOLDER) into the registry, the oldest first. A file goes when it was
 * taken: one that is read as its reader dies counts twice. Lines that are no report are passed over.
 */
export async function takeReports(operations: Pick<SeenOperations, 'record'>, folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  const files = names.filter((name) => name.endsWith('.ndjson')).sort();
  for (const name of files.slice(0, mostFiles)) {
    const file = join(folder, name);
    const lines = (await readFile(file, 'utf8')).split('\n');
    await operations.record(lines.flatMap((line) => askedIn(line) ?? []));
    await rm(file, { force: true });
  }
}

function askedIn(line: string): z.infer<typeof asked> | null {
  try {
    return asked.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
