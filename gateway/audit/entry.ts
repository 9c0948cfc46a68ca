import type { KeyObject } from 'node:crypto';

import { hashOfRecordKey, sealOf } from '../../common/audit-key';

/** One look at persons' records, or one change that was asked for, as the gateway tells it. */
export interface Access {
  readonly viewer: string;
  readonly agency: string | null;
  readonly purpose: string | null;
  /** SHA-256 of the normalised operation, in hex. */
  readonly operation: string;
  /** Fields of persons' records in the answer, such as `StayPermit.holder`, or changes, such as `Mutation.closeAlert`. */
  readonly coordinates: readonly string[];
  /** Keys of what was seen or is to be changed, such as `StayPermit:IMG-1`; the log keeps their keyed hashes. */
  readonly keys: readonly string[];
  readonly requestId: string;
}

/** Where a record stands in its chain. */
export interface Place {
  readonly chain: string;
  /** 0 is the chain's opening; accesses begin at 1. */
  readonly seq: number;
  /** Hash of the record before; empty for the opening. */
  readonly previous: string;
}

/** What a chain held at its end: the last record that was written and synced. */
export interface Head {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

/** An access in its chain, as MongoDB keeps it too. */
export interface Entry extends Place, Access {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly hash: string;
}

/** The first record of a chain: it names where the chains beside it stood. */
export interface Opening extends Place {
  readonly time: string;
  readonly heads: readonly Head[];
  readonly hash: string;
}

export type ChainRecord = Entry | Opening;

export function isEntry(record: ChainRecord): record is Entry {
  return record.seq > 0;
}

/** A record and the line it is in the file, without the line's end. */
export interface Sealed<Kind> {
  readonly record: Kind;
  readonly line: string;
}

export function sealEntry(access: Access, place: Place, time: string, key: KeyObject): Sealed<Entry> {
  const { viewer, agency, purpose, operation, coordinates, keys, requestId } = access;
  return seal(
    {
      ...placeFields(place),
      time,
      viewer: cut(viewer),
      agency: agency === null ? null : cut(agency),
      purpose: purpose === null ? null : cut(purpose),
      operation: cut(operation),
      coordinates: coordinates.map(cut),
      keys: keys.map((recordKey) => hashOfRecordKey(recordKey, key)),
      requestId: cut(requestId),
      previous: place.previous,
    },
    key,
  );
}

export function sealOpening(chain: string, heads: readonly Head[], time: string, key: KeyObject): Sealed<Opening> {
  const place = { chain, seq: 0, previous: '' };
  return seal({ ...placeFields(place), time, heads, previous: '' }, key);
}

function placeFields({ chain, seq }: Place): { chain: string; seq: number } {
  return { chain, seq };
}

// The hash stands last and covers every byte before it, so no other text of the same record passes.
function seal<Body extends object>(body: Body, key: KeyObject): Sealed<Body & { readonly hash: string }> {
  const covered = asciiJson(body).slice(0, -1);
  const hash = sealOf('entry', covered, key);
  return { record: { ...body, hash }, line: lineOf(covered, hash) };
}

function lineOf(covered: string, hash: string): string {
  return `${covered},"hash":"${hash}"}`;
}

/** The record of a line, read as latin1; null when a byte of it is not as it was written under the key. */
export function openLine(line: string, key: KeyObject): ChainRecord | null {
  const [, covered = '', hash = ''] = /^(.*),"hash":"([0-9a-f]{64})"\}$/.exec(line) ?? [];
  if (covered === '' || sealOf('entry', covered, key) !== hash) return null;
  return JSON.parse(line) as ChainRecord;
}

/** The line of an entry that was kept elsewhere, field by field in the file's order. */
export function lineOfEntry(entry: Entry): string {
  const { chain, seq, time, viewer, agency, purpose, operation, coordinates, keys, requestId, previous } = entry;
  const body = { chain, seq, time, viewer, agency, purpose, operation, coordinates, keys, requestId, previous };
  return lineOf(asciiJson(body).slice(0, -1), entry.hash);
}

/** JSON in printable ASCII alone: no text can end a line, colour a terminal or turn the writing around. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const longestText = 256;

// What is no character at all, a half of a pair, is replaced: MongoDB could not keep it.
function cut(text: string): string {
  return Buffer.from(text.slice(0, longestText), 'utf8').toString('utf8');
}
