import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll } from '@jest/globals';

import type { FileRow } from '../../../subgraphs/import/file-row';
import { permits } from '../../../subgraphs/permits';
import type { ImportDefinition } from '../../../subgraphs/shared/import-definition';

/** A folder that goes when the tests of the file are over, and a way to put files into it. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-import-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let made = 0;
  const write = (content: string | Uint8Array, name = `file-${(made += 1)}.csv`): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return { folder, write };
}

export function definitionOf(kind: string): ImportDefinition {
  const definition = permits.imports.find((candidate) => candidate.kind === kind);
  if (definition === undefined) throw new Error(`no kind ${kind}`);
  return definition;
}

export async function* chunksOf(content: string | Uint8Array, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content as string);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

export async function collect(rows: AsyncIterable<FileRow>): Promise<FileRow[]> {
  const all: FileRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
