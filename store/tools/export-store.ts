import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import { Double, EJSON } from 'bson';

import { databaseOf, nameOf } from '../data/catalog';
import { type Doc, isDocument } from '../values/document';
import { isIntegral, toNumber } from '../values/numbers';
import { type Ask, namespacesIn, withStore } from './store-client';

export interface Copied {
  readonly file: string;
  readonly documents: number;
}

/** Writes every collection to `database.collection.jsonl`, one document a line in Extended JSON, as mongoimport takes it. */
export async function exportStore(
  folder: string,
  target: string,
  onProgress: (done: number, total: number) => void,
): Promise<Copied[]> {
  return withStore(folder, true, async (ask) => {
    mkdirSync(target, { recursive: true });
    const copied: Copied[] = [];
    const collections = await sizesOf(ask);
    const total = collections.reduce((sum, { count }) => sum + count, 0);
    let done = 0;
    for (const { namespace } of collections) {
      const file = join(target, `${namespace}.jsonl`);
      const documents = await exportCollection(ask, namespace, file, (added) => onProgress((done += added), total));
      copied.push({ file, documents });
    }
    return copied;
  });
}

async function sizesOf(ask: Ask): Promise<{ namespace: string; count: number }[]> {
  const sizes: { namespace: string; count: number }[] = [];
  for (const namespace of await namespacesIn(ask)) {
    const { n } = await ask({ count: nameOf(namespace), $db: databaseOf(namespace) });
    sizes.push({ namespace, count: Number(n) });
  }
  return sizes;
}

async function exportCollection(
  ask: Ask,
  namespace: string,
  file: string,
  onAdded: (count: number) => void,
): Promise<number> {
  const out = createWriteStream(file);
  let documents = 0;
  for await (const batch of batchesOf(ask, namespace)) {
    const text = batch.map((document) => `${EJSON.stringify(withDoubles(document), { relaxed: false })}\n`).join('');
    if (!out.write(text)) await once(out, 'drain');
    documents += batch.length;
    onAdded(batch.length);
  }
  out.end();
  await finished(out);
  return documents;
}

async function* batchesOf(ask: Ask, namespace: string): AsyncGenerator<readonly Doc[]> {
  const where = { $db: databaseOf(namespace), batchSize: 2_000 };
  let { cursor } = (await ask({ find: nameOf(namespace), ...where })) as { cursor: Doc };
  yield cursor.firstBatch as readonly Doc[];
  while (toNumber(cursor.id) !== 0) {
    ({ cursor } = (await ask({ getMore: cursor.id, collection: nameOf(namespace), ...where })) as { cursor: Doc });
    yield cursor.nextBatch as readonly Doc[];
  }
}

// A plain number that is no int32 is a double here; Extended JSON would write a whole one as an int64.
function withDoubles(value: unknown): unknown {
  if (typeof value === 'number') return isIntegral(value) ? value : new Double(value);
  if (Array.isArray(value)) return value.map(withDoubles);
  return isDocument(value)
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withDoubles(part)]))
    : value;
}
