import { createHash } from 'node:crypto';

import { canonicalJson } from '../../subgraphs/shared/canonical-json';

/** What can be done to a registry. */
export const acts = ['publish', 'retire', 'rollback', 'approve', 'contract'] as const;
export type Act = (typeof acts)[number];

/** A subgraph as it is served: `version` is the digest of name, address and schema. */
export interface ServedSubgraph {
  readonly name: string;
  readonly version: string;
}

/** The part of the graph that some clients see, by the names of @tag. */
export interface Contract {
  readonly name: string;
  /** With none, everything is in that is not excluded. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** What holds after an entry. */
export interface RegistryState {
  /** Digest of the supergraph to be served; null before the first. */
  readonly supergraph: string | null;
  /** By name. */
  readonly subgraphs: readonly ServedSubgraph[];
  readonly contracts: readonly Contract[];
}

/** What was done, by whom, and why. */
export interface Deed {
  readonly act: Act;
  readonly by: string;
  readonly reason: string;
  /** The subgraph, the contract, the digest gone back to, or the coordinate that is approved. */
  readonly subject: string;
  /** Digest of the approved operation; null of everything else. */
  readonly operation: string | null;
}

/** One line of the record: numbered without a gap from 1, each covering the one before by its hash. */
export interface Entry extends Deed, RegistryState {
  readonly _id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Hash of the entry before; empty of the first. */
  readonly previous: string;
  /** SHA-256, hexadecimal, of everything else in the entry. */
  readonly hash: string;
}

export const emptyState: RegistryState = Object.freeze({ supergraph: null, subgraphs: [], contracts: [] });

export function entryAfter(last: Entry | null, deed: Deed, state: RegistryState, at: string): Entry {
  const { act, by, reason, subject, operation } = deed;
  const { supergraph, subgraphs, contracts } = state;
  const body = {
    _id: (last?._id ?? 0) + 1,
    ...{ at, act, by, reason, subject, operation, supergraph, subgraphs, contracts },
    previous: last?.hash ?? '',
  };
  return { ...body, hash: hashOf(body) };
}

/** The number of the first entry that is not as it was written, or whose predecessor is not; null when all are. */
export function firstBroken(entries: readonly Entry[]): number | null {
  let previous = '';
  for (const [at, { hash, ...body }] of entries.entries()) {
    if (body._id !== at + 1 || body.previous !== previous || hashOf(body) !== hash) return at + 1;
    previous = hash;
  }
  return null;
}

function hashOf(body: Omit<Entry, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}
