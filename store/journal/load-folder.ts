import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { ToldError } from '../../common/told-error';
import type { Catalog } from '../data/catalog';
import { decode, encode } from '../values/codec';
import { applyChanges } from './apply-changes';
import { encodeFrame, type FileEnd, readFrames } from './frame-file';

/** The first frame of every file. */
export const fileHeader = encodeFrame(encode({ format: 'simpul store', version: 1 }));

export const snapshotName = (generation: number): string => `snapshot-${generation}`;
export const journalName = (generation: number): string => `journal-${generation}`;

export interface Loaded {
  /** The newest journal's number; zero in an empty folder. */
  readonly generation: number;
  readonly notes: readonly string[];
}

/**
 * Reads the newest snapshot and the journals since. A write that was cut short by the end of the process is cut off,
 * kept in a file beside, and told; nobody was promised that it is kept.
 * @throws ToldError when a file is damaged in any other way.
 */
export function loadFolder(folder: string, catalog: Catalog, isReadOnly: boolean): Loaded {
  const names = readdirSync(folder);
  if (!isReadOnly) names.filter((name) => name.endsWith('.tmp')).forEach((name) => rmSync(join(folder, name)));
  const snapshot = Math.max(0, ...numbersOf(names, 'snapshot'));
  const journals = numbersOf(names, 'journal').filter((number) => number >= snapshot);
  if (snapshot > 0) checkWhole(folder, snapshotName(snapshot), readInto(catalog, folder, snapshotName(snapshot)));
  if (snapshot > 0 && !journals.includes(snapshot)) throw damaged(folder, journalName(snapshot), 'is missing');
  const notes: string[] = [];
  for (const number of journals) {
    const end = readInto(catalog, folder, journalName(number));
    if (number === journals.at(-1) && end.torn > 0 && !end.isDamaged)
      notes.push(cutTail(folder, journalName(number), end, isReadOnly));
    else checkWhole(folder, journalName(number), end);
  }
  for (const collection of catalog.collections.values()) collection.finishLoading();
  return { generation: journals.at(-1) ?? 0, notes };
}

function numbersOf(names: readonly string[], kind: string): number[] {
  const numbers = names.flatMap((name) => new RegExp(`^${kind}-(\\d+)$`).exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((left, right) => left - right);
}

function readInto(catalog: Catalog, folder: string, name: string): FileEnd {
  let isFirst = true;
  return readFrames(join(folder, name), (payload) => {
    const frame = decode(payload);
    if (isFirst && (frame.format !== 'simpul store' || frame.version !== 1))
      throw damaged(folder, name, 'is not of this version');
    if (!isFirst) applyChanges(catalog, frame);
    isFirst = false;
  });
}

function checkWhole(folder: string, name: string, { torn, whole, isDamaged }: FileEnd): void {
  if (torn > 0 || isDamaged) throw damaged(folder, name, `is damaged at byte ${whole}`);
}

function damaged(folder: string, name: string, what: string): ToldError {
  return new ToldError(`${join(folder, name)} ${what}; put back a copy of the folder, or move it away and begin anew.`);
}

function cutTail(folder: string, name: string, { whole, torn }: FileEnd, isReadOnly: boolean): string {
  if (isReadOnly) return `${name} ends in ${torn} bytes of a write cut short; the next start sets them aside.`;
  const path = join(folder, name);
  const aside = freeName(folder, `torn-${name}-at-${whole}`);
  const tail = Buffer.alloc(torn);
  const file = openSync(path, 'r+');
  readSync(file, tail, 0, torn, whole);
  writeFileSync(join(folder, aside), tail);
  truncateSync(path, whole);
  fsyncSync(file);
  closeSync(file);
  return `${name} ended in ${torn} bytes of a write cut short, which nobody was told was saved; they are kept in ${aside}.`;
}

function freeName(folder: string, name: string, number = 0): string {
  const candidate = number === 0 ? name : `${name}-${number}`;
  return existsSync(join(folder, candidate)) ? freeName(folder, name, number + 1) : candidate;
}
