import { readFileSync, statSync } from 'node:fs';

import { z } from 'zod';

/** What a file holds that a setting names. */
export interface SettingsFile<Content> {
  readonly path: string;
  readonly content: Content;
}

/** Names a place in a file, for whoever mends it; `content` is the file's, as it is. */
export type PlaceText = (path: readonly PropertyKey[], content: unknown) => string;

const mostTold = 20;

/**
 * A setting that names a JSON file. The mistakes in the file are told together, each with its place, up to 20 of them;
 * unset is null.
 */
export function settingsFile<Schema extends z.ZodType>(
  schema: Schema,
  placeText: PlaceText,
  { mostBytes = 67_108_864 }: { readonly mostBytes?: number } = {},
) {
  return z
    .string()
    .optional()
    .transform((path, context): SettingsFile<z.infer<Schema>> | null => {
      if (path === undefined) return null;
      const read = contentOf(path, mostBytes);
      if ('reason' in read) {
        context.addIssue(`${path} must be a JSON file that can be read (${read.reason})`);
        return z.NEVER;
      }
      const parsed = schema.safeParse(read.content);
      if (parsed.success) return { path, content: parsed.data };
      const mistakes = parsed.error.issues.map((issue) => `${placeText(issue.path, read.content)}: ${issue.message}`);
      const more = mistakes.length > mostTold ? [`and ${mistakes.length - mostTold} more`] : [];
      context.addIssue(`${path} must be mended: ${[...mistakes.slice(0, mostTold), ...more].join('; ')}`);
      return z.NEVER;
    });
}

function contentOf(path: string, mostBytes: number): { readonly content: unknown } | { readonly reason: string } {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) return { reason: `it has ${size} bytes; ${mostBytes} are the most` };
    return { content: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    return { reason: (error as NodeJS.ErrnoException).code ?? 'it is not JSON' };
  }
}
