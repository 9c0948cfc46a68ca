import { createHash } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import type { Asker } from '../auth/viewer';

/** A weak tag: a text may be sent compressed in one way or another. */
export function entityTag(content: string | Buffer): string {
  return `W/"${createHash('sha256').update(content).digest('base64url')}"`;
}

/** Whether the client has this already, by `if-none-match` (RFC 9110, section 13.1.2). */
export function isUnchanged({ headers }: FastifyRequest, tag: string): boolean {
  const given = headers['if-none-match'];
  if (given === undefined) return false;
  const opaque = tag.slice('W/'.length);
  return given === '*' || given.split(',').some((each) => each.trim().replace(/^W\//, '') === opaque);
}

/**
 * What may be kept, and must be asked for again each time: nothing says how long an agency's records stay as they are.
 * What somebody gets who has signed in is for their own browser alone.
 */
export function keptBy({ viewer }: Asker, tag: string): Readonly<Record<string, string>> {
  return {
    'cache-control': viewer === null ? 'no-cache' : 'private, no-cache',
    etag: tag,
    vary: 'authorization, accept, accept-encoding, x-purpose',
  };
}
