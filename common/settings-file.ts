import { readFileSync } from 'node:fs';

import { z } from 'zod';

/** What a file holds that a setting names. */
export interface SettingsFile<Content> {
  readonly path: string;
  readonly content: Content;
}

/** Names a place in a file, for whoever mends it; `content` is the file's, as it is. */
export type PlaceText = (path: readonly PropertyKey[], content: unknown) => string;

/** A setting that names a JSON file. All mistakes in the file are told together, each with its place; unset is null. */
export function settingsFile<Schema extends z.ZodType>(schema: Schema, placeText: PlaceText) {
  return z
    .string()
    .optional()
    .transform((path, context): SettingsFile<z.infer<Schema>> | null => {
      if (path === undefined) return null;
      const read = contentOf(path);
      if ('reason' in read) {
        context.addIssue(`${path} must be a JSON file that can be read (${read.reason})`);
        return z.NEVER;
      }
      const parsed = schema.safeParse(read.content);
      if (parsed.success) return { path, content: parsed.data };
      const mistakes = parsed.error.issues.map((issue) => `${placeText(issue.path, read.content)}: ${issue.message}`);
      context.addIssue(`${path} must be mended: ${mistakes.join('; ')}`);
      return z.NEVER;
    });
}

function contentOf(path: string): { readonly content: unknown } | { readonly reason: string } {
  try {
    return { content: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    return { reason: (error as NodeJS.ErrnoException).code ?? 'it is not JSON' };
  }
}
