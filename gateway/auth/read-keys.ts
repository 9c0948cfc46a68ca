import { readFile } from 'node:fs/promises';

import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';

import type { KeysPlace } from './issuers';

const timeoutMs = 5_000;
const mostBytes = 262_144;

const publicKeyTypes = ['RSA', 'EC', 'OKP'];
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * The keys of an issuer as they are now. Only public ones are taken, each with an id.
 * @throws Error when they cannot be had.
 */
export async function readKeys(place: KeysPlace): Promise<JSONWebKeySet> {
  if ('keys' in place) return place.keys;
  const text = 'file' in place ? await readFile(place.file, 'utf8') : await fetchText(place.url);
  const { keys } = keySet.parse(JSON.parse(text));
  return {
    keys: keys.filter((key) => publicKeyTypes.includes(key.kty) && typeof key.kid === 'string' && !('d' in key)),
  };
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok || response.body === null) throw new Error(`The keys are answered with ${response.status}.`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new Error('The keys are too many bytes.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
