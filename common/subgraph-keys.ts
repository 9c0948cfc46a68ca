import { createSecretKey, randomBytes } from 'node:crypto';

import { z } from 'zod';

import type { SigningKey } from './message-signature';
import type { SettingRow } from './settings';

const keyBytes = 32;

/** The keys that gateway and subgraphs share. A key is held as a KeyObject, which prints nothing of it. */
export const subgraphKeySettings = {
  subgraphKeys: {
    env: 'SUBGRAPH_KEYS',
    about:
      'keys that requests to subgraphs are signed with, `id=key,...`, each at least 32 bytes in base64; the first signs, all verify',
    fallbackNote: 'not signed; `simpul start` makes a key at each start',
    check: subgraphKeys(),
  },
} satisfies Record<string, SettingRow>;

/** One new random key, as SUBGRAPH_KEYS takes it. */
export function randomSubgraphKeys(): string {
  return `start=${randomBytes(keyBytes).toString('base64')}`;
}

// What is refused is never repeated: it may be a key.
function subgraphKeys() {
  return z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((pair) => pair.trim())
        .filter((pair) => pair !== ''),
    )
    .refine((pairs) => pairs.every((pair) => /^[\w.-]{1,64}=[A-Za-z0-9+/]+={0,2}$/.test(pair)), {
      abort: true,
      error:
        'it must be pairs such as 2026a=<key in base64>, separated by commas, with ids of letters, digits, dot, dash and underscore',
    })
    .transform((pairs) => pairs.map(splitPair))
    .refine((pairs) => pairs.every(([, secret]) => secret.length >= keyBytes), {
      abort: true,
      error: `each key must be at least ${keyBytes} bytes (openssl rand -base64 ${keyBytes} makes one)`,
    })
    .refine((pairs) => new Set(pairs.map(([id]) => id)).size === pairs.length, {
      abort: true,
      error: 'each id may be there once only',
    })
    .transform((pairs): readonly SigningKey[] =>
      pairs.map(([id, secret]) => ({ id, secret: createSecretKey(secret) })),
    );
}

function splitPair(pair: string): [id: string, secret: Buffer] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), Buffer.from(pair.slice(at + 1), 'base64')];
}
