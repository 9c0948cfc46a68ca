import { createReadStream, existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';

import { EJSON } from 'bson';

import { ToldError } from '../../common/told-error';
import { databaseOf, nameOf } from '../data/catalog';
import type { Doc } from '../values/document';
import { type Ask, withStore } from './store-client';

export interface Imported {
  readonly file: string;
  readonly documents: number;
  /** What the store did not take, with the line and the reason. */
  readonly rejected: readonly string[];
}

const linesPerBatch = 500;

/** Inserts files that `exportStore` or mongoexport wrote; the name `database.collection.jsonl` says where they belong. */
export async function importFiles(
  folder: string,
  files: readonly string[],
  onProgress: (done: number, total: number) => void,
): Promise<Imported[]> {
  files.forEach(checkFile);
  const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
  let done = 0;
  return withStore(folder, false, async (ask) => {
    const imported: Imported[] = [];
    for (const file of files) imported.push(await importFile(ask, file, (bytes) => onProgress((done += bytes), total)));
    return imported;
  });
}

function checkFile(file: string): void {
  if (!existsSync(file)) throw new ToldError(`There is no file ${file}.`);
  if (!/^[^.]+\..+\.jsonl?$/.test(basename(file))) {
    throw new ToldError(`${file} does not say where it belongs; name it database.collection.jsonl.`);
  }
}

async function importFile(ask: Ask, file: string, onRead: (bytes: number) => void): Promise<Imported> {
  const namespace = basename(file).replace(/\.jsonl?$/, '');
  const rejected: string[] = [];
  let [line, documents, bytes]: [number, Doc[], number] = [0, [], 0];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (documents.length > 0) count += await insertBatch(ask, namespace, documents, line - documents.length, rejected);
    onRead(bytes);
    [documents, bytes] = [[], 0];
  };
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++;
    if (text.trim() === '') throw new ToldError(`${file} line ${line} is empty; each line must hold one document.`);
    documents.push(parsed(file, line, text));
    bytes += Buffer.byteLength(text) + 1;
    if (documents.length === linesPerBatch || bytes > 8 * 1024 * 1024) await flush();
  }
  await flush();
  return { file, documents: count, rejected };
}

function parsed(file: string, line: number, text: string): Doc {
  try {
    return EJSON.parse(text, { relaxed: false }) as Doc;
  } catch (error) {
    throw new ToldError(`${file} line ${line} is not Extended JSON: ${(error as Error).message}`);
  }
}

async function insertBatch(
  ask: Ask,
  namespace: string,
  documents: readonly Doc[],
  before: number,
  rejected: string[],
): Promise<number> {
  const reply = await ask({ insert: nameOf(namespace), documents, ordered: false, $db: databaseOf(namespace) });
  for (const { index, errmsg } of (reply.writeErrors ?? []) as { index: number; errmsg: string }[]) {
    rejected.push(`line ${before + index + 1}: ${errmsg}`);
  }
  return Number(reply.n);
}
