import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { parse, print } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

import { ToldError } from '../../common/told-error';
import type { SubgraphText } from '../compose/composition';
import { readSchema } from '../compose/load-subgraphs';
import type { Draft } from './check-subgraph';

/** A change that was agreed on before it is made. */
export interface Proposal {
  readonly file: string;
  /** The proposed schemas by subgraph. */
  readonly schemas: ReadonlyMap<string, string>;
  readonly approvers: readonly string[];
}

const form = z.object({
  why: z.string({ error: 'it must say why' }).min(1, 'it must say why'),
  subgraphs: z.record(z.string(), z.string({ error: 'it must be the name of a file' }), {
    error: 'it must hold a file for each subgraph',
  }),
  approvers: z.array(z.string(), { error: 'it must be a list of names' }).default([]),
});

/**
 * Reads a proposal: YAML with `why`, `subgraphs` (a file each, found beside it) and `approvers`.
 * @throws ToldError when it, or a schema that it names, cannot be read.
 */
export async function readProposal(file: string): Promise<Proposal> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new ToldError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  });
  const { subgraphs, approvers } = contentOf(file, text);
  const schemas = await Promise.all(
    Object.entries(subgraphs).map(async ([name, schema]) => {
      return [name, await readSchema(resolve(dirname(file), schema))] as const;
    }),
  );
  return { file, schemas: new Map(schemas), approvers };
}

/** Whether a schema is the proposed one, and somebody approved it. Layout and comments make no difference. */
export function proposalMismatch({ name, sdl }: SubgraphText, { file, schemas, approvers }: Proposal): Draft[] {
  const proposed = schemas.get(name);
  const mismatch = (message: string): Draft[] => [
    { step: 'proposal', code: 'PROPOSAL_MISMATCH', severity: 'error', message, coordinate: null },
  ];
  if (proposed === undefined) return mismatch(`${file} proposes nothing of ${name}.`);
  if (approvers.length === 0) return mismatch(`${file} has no approvers yet.`);
  return sameSchema(proposed, sdl) ? [] : mismatch(`The schema of ${name} is not the one that ${file} proposes.`);
}

function contentOf(file: string, text: string): z.infer<typeof form> {
  let content: unknown;
  try {
    content = parseYaml(text);
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : '').split('\n');
    throw new ToldError(`${file} is no YAML (${reason}).`);
  }
  const parsed = form.safeParse(content);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(
    ({ path, message }) => `${file}: ${path.join('.') || 'the file'}: ${message}`,
  );
  throw new ToldError(mistakes.join('\n'));
}

function sameSchema(one: string, other: string): boolean {
  try {
    return print(parse(one)) === print(parse(other));
  } catch {
    return one === other;
  }
}
