import { dirname, resolve } from 'node:path';

import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';

import { isLoopback } from '../../common/hosts';
import { settingsFile } from '../../common/settings-file';

/** Algorithms that sign with a private key. None with a shared secret: whoever verifies could sign as well. */
const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
] as const;

/** Somebody whose tokens are accepted. */
export interface Issuer {
  /** Short, the first part of `Viewer.id`. */
  readonly name: string;
  /** The `iss` of its tokens, compared as it is. */
  readonly issuer: string;
  /** The `aud` of its tokens. */
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly jwks: KeysPlace;
}

/** Where public keys are: in a file or at an address, both read again and again, or at hand. */
export type KeysPlace = { readonly file: string } | { readonly url: string } | { readonly keys: JSONWebKeySet };

const text = z.string({ error: 'must be a text' }).min(1, { error: 'must not be empty' });

const issuer = z.strictObject({
  name: text.regex(/^[a-z][a-z0-9-]{0,30}$/, { error: 'must be small letters, digits and dashes, at most 31' }),
  issuer: text,
  audience: text,
  algorithms: z
    .array(z.enum(algorithms, { error: `must be one of ${algorithms.join(', ')}` }))
    .min(1, { error: 'must name at least one algorithm' }),
  jwks: text.refine((place) => !isAddress(place) || isSafeAddress(place), {
    error: 'must be a file or an https address (http on this machine only), without a user or password',
  }),
});

const issuersSchema = z.strictObject({
  issuers: z
    .array(issuer)
    .min(1, { error: 'must hold at least one issuer' })
    .refine((list) => isUnique(list.map(({ name }) => name)), { error: 'must have another name each' })
    .refine((list) => isUnique(list.map((each) => each.issuer)), { error: 'must have another `issuer` each' }),
});

/** Reads the file of issuers that a setting names; all its mistakes are told together. */
export function issuersFile() {
  return settingsFile(issuersSchema, pathText).transform((file): readonly Issuer[] =>
    file === null ? [] : file.content.issuers.map((each) => ({ ...each, jwks: placeOf(each.jwks, file.path) })),
  );
}

function placeOf(jwks: string, file: string): KeysPlace {
  return isAddress(jwks) ? { url: jwks } : { file: resolve(dirname(file), jwks) };
}

function isAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(place);
}

function isSafeAddress(place: string): boolean {
  if (!URL.canParse(place)) return false;
  const { protocol, hostname, username, password } = new URL(place);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the file' : path.map(String).join('.');
}
