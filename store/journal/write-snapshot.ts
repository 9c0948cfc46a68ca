import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Catalog } from '../data/catalog';
import { encode } from '../values/codec';
import { fileHeader } from './load-folder';
import { PendingChanges } from './pending-changes';

const documentsPerFrame = 1_000;

/** The data as it stands now, in frames; documents never change, so it may be written while writes go on. */
export function captureFrames(catalog: Catalog): Iterable<Buffer> {
  const collections = [...catalog.collections.values()].map(({ namespace, indexes, records }) => ({
    namespace,
    specs: indexes.slice(1).map(({ spec }) => spec),
    documents: Array.from(records.values(), ({ document }) => document),
  }));
  return frames(collections);
}

/** The file appears under its name only when it is whole and on the disk. */
export async function writeSnapshot(path: string, frames: Iterable<Buffer>): Promise<number> {
  const file = await open(`${path}.tmp`, 'w');
  let size = 0;
  await file.appendFile(fileHeader);
  for (const frame of frames) {
    await file.appendFile(frame);
    size += frame.length;
  }
  await file.sync();
  await file.close();
  await rename(`${path}.tmp`, path);
  await syncFolder(dirname(path));
  return size;
}

/** New names in a folder are on the disk only after the folder is synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
}

interface Captured {
  namespace: string;
  specs: Parameters<PendingChanges['createIndex']>[1][];
  documents: Parameters<typeof encode>[0][];
}

function* frames(collections: readonly Captured[]): Generator<Buffer> {
  const changes = new PendingChanges();
  for (const { namespace, specs, documents } of collections) {
    changes.create(namespace);
    specs.forEach((spec) => changes.createIndex(namespace, spec));
    for (let at = 0; at < documents.length; at += documentsPerFrame) {
      documents.slice(at, at + documentsPerFrame).forEach((document) => changes.put(namespace, encode(document)));
      yield* taken(changes);
    }
  }
  yield* taken(changes);
}

function taken(changes: PendingChanges): Buffer[] {
  const frame = changes.take();
  return frame ? [frame] : [];
}
