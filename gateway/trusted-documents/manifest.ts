import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

import { GraphQLError, Kind, parse } from 'graphql';
import { z } from 'zod';

import { ToldError } from '../../common/told-error';

/** An operation that clients are trusted to send. */
export interface TrustedDocument {
  readonly id: string;
  readonly body: string;
  /** Where it stands, for messages: a file, or the name of the operation in a manifest. */
  readonly place: string;
}

/** What is wrong at a place, and the documents that can be read; with a mistake none of them is served. */
export interface ManifestReading {
  readonly documents: readonly TrustedDocument[];
  /** Each says where, what and how to mend it. */
  readonly mistakes: readonly string[];
}

/**
 * Reads a manifest in Apollo's format, or a folder of .graphql files, and checks that each document is GraphQL.
 * @throws ToldError when nothing can be read there.
 */
export async function readManifest(path: string): Promise<ManifestReading> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    return isFolder ? await readFolder(path) : readManifestText(path, await readFile(path, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ToldError(`${path} cannot be read (${code}); name a manifest or a folder of .graphql files.`);
  }
}

/** A manifest of documents, as Apollo's tools write and read it. */
export function manifestOf(documents: readonly TrustedDocument[]): string {
  const operations = documents.map(({ id, body }) => ({ id, ...operationIn(body), body }));
  return `${JSON.stringify({ format, version: 1, operations }, null, 2)}\n`;
}

/** The id of a text: its SHA-256, as persisted queries have it. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function readFolder(folder: string): Promise<ManifestReading> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const names = entries
    .filter((entry) => entry.isFile() && /\.(graphql|gql)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  if (names.length === 0)
    return { documents: [], mistakes: [`${folder} has no .graphql files; name the folder that has.`] };
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return checked(texts.map((body, index) => ({ id: digestOf(body), body, place: join(folder, names[index] ?? '') })));
}

const format = 'apollo-persisted-query-manifest';

const manifestShape = z.object({
  format: z.literal(format),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1).max(256), name: z.string(), body: z.string() })),
});

function readManifestText(file: string, text: string): ManifestReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { documents: [], mistakes: [`${file} is not JSON; write it anew with simpul documents manifest.`] };
  }
  const parsed = manifestShape.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    const mistake = `${file} is no ${format} of version 1${where}: ${issue?.message ?? 'it cannot be read'}.`;
    return { documents: [], mistakes: [mistake] };
  }
  return checked(
    parsed.data.operations.map(({ id, name, body }) => ({ id, body, place: `${basename(file)}, operation ${name}` })),
  );
}

function checked(all: readonly TrustedDocument[]): ManifestReading {
  const found = all.map((document) => ({ document, mistake: mistakeIn(document) }));
  const documents = found.filter(({ mistake }) => mistake === undefined).map(({ document }) => document);
  const mistakes = found.flatMap(({ mistake }) => mistake ?? []);
  const byId = new Map<string, TrustedDocument>();
  for (const document of documents) {
    const other = byId.get(document.id);
    if (other !== undefined && other.body !== document.body) {
      mistakes.push(`${document.place}: its id ${document.id} is that of ${other.place} too; each needs its own.`);
    }
    byId.set(document.id, document);
  }
  return { documents, mistakes };
}

function mistakeIn({ body, place }: TrustedDocument): string | undefined {
  try {
    const { definitions } = parse(body, { noLocation: true });
    const isOperation = definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return isOperation ? undefined : `${place}: it has no query or mutation; a document needs one.`;
  } catch (error) {
    const [at] = error instanceof GraphQLError ? (error.locations ?? []) : [];
    const where = at === undefined ? '' : `, line ${at.line}, column ${at.column}`;
    return `${place}${where}: ${error instanceof Error ? error.message : 'it cannot be read'}`;
  }
}

function operationIn(body: string): { readonly name: string; readonly type: string } {
  const operation = parse(body, { noLocation: true }).definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return { name: '', type: 'query' };
  return { name: operation.name?.value ?? '', type: operation.operation };
}
