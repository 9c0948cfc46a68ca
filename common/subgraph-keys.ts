import { createSecretKey, randomBytes } from 'node:crypto';

import { z } from 'zod';

import { exitCodes } from './exit-codes';
import type { SigningKey } from './message-signature';
import type { SettingRow } from './settings';
import { ToldError } from './told-error';

const keyBytes = 32;

/** A key that gateway and subgraphs share. It is held as a KeyObject, which prints nothing of it. */
export interface SubgraphKey extends SigningKey {
  /** The subgraph that it is for; null for every one that has no key of its own. */
  readonly subgraph: string | null;
}

/**
 * The keys of one subgraph, the first signs: its own where it has some, so that who has others cannot sign for it.
 * Without any keys there are none.
 * @throws ToldError when there are keys, and none is for it.
 */
export function keysFor(keys: readonly SubgraphKey[], name: string): readonly SubgraphKey[] {
  const own = keys.filter(({ subgraph }) => subgraph === name);
  const some = own.length > 0 ? own : keys.filter(({ subgraph }) => subgraph === null);
  if (some.length > 0 || keys.length === 0) return some;
  throw new ToldError(
    `SUBGRAPH_KEYS has keys, and none is for ${name}: add ${name}:<id>=<key>, or one without a name.`,
    exitCodes.config,
  );
}

export const subgraphKeySettings = {
  subgraphKeys: {
    env: 'SUBGRAPH_KEYS',
    about:
      'keys that requests to subgraphs are signed with, `id=key,...`, each at least 32 bytes in base64; the first signs, all verify; `name:id=key` is for the subgraph of that name alone, which takes no other then',
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
    .refine((pairs) => pairs.every((pair) => /^([A-Za-z][\w-]{0,63}:)?[\w.-]{1,64}=[A-Za-z0-9+/]+={0,2}$/.test(pair)), {
      abort: true,
      error:
        'it must be pairs such as 2026a=<key in base64> or permits:2026a=<key in base64>, separated by commas, with ids of letters, digits, dot, dash and underscore',
    })
    .transform((pairs) => pairs.map(splitPair))
    .refine((pairs) => pairs.every(([, secret]) => secret.length >= keyBytes), {
      abort: true,
      error: `each key must be at least ${keyBytes} bytes (openssl rand -base64 ${keyBytes} makes one)`,
    })
    .refine((pairs) => new Set(pairs.map(([id]) => id)).size === pairs.length, {
      abort: true,
      error: 'each id may be there once only for each subgraph',
    })
    .transform((pairs): readonly SubgraphKey[] =>
      pairs.map(([name, secret]) => ({ ...placeOf(name), secret: createSecretKey(secret) })),
    );
}

function placeOf(name: string): Pick<SubgraphKey, 'id' | 'subgraph'> {
  const at = name.indexOf(':');
  return at === -1 ? { id: name, subgraph: null } : { id: name.slice(at + 1), subgraph: name.slice(0, at) };
}

function splitPair(pair: string): [name: string, secret: Buffer] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), Buffer.from(pair.slice(at + 1), 'base64')];
}
