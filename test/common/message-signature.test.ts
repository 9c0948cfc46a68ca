import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { nobodyText } from '../../common/identity';
import {
  contentDigest,
  isDigestOf,
  macOf,
  refusalOf,
  secondsNow,
  signatureBase,
  type SigningKey,
  signRequest,
} from '../../common/message-signature';
import { projectRoot } from '../../common/project-root';
import { SeenNonces } from '../../common/seen-nonces';

type Vector = Record<'name' | 'expected' | 'now' | 'method' | 'path' | 'body', string> & Record<string, string>;

const given = JSON.parse(readFileSync(join(projectRoot, 'examples', 'verify', 'vectors.json'), 'utf8')) as {
  audience: string;
  keys: Record<string, string>;
  vectors: Vector[];
};
const keys = Object.entries(given.keys).map(([id, key]) => keyOf(id, key));

function keyOf(id: string, base64: string): SigningKey {
  return { id, secret: createSecretKey(Buffer.from(base64, 'base64')) };
}

describe('the standards', () => {
  it('RFC 9421, appendix B.2.5: signing by hmac-sha256', () => {
    const components = [
      ['date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
      ['@authority', 'example.com'],
      ['content-type', 'application/json'],
    ] as const;
    const base = signatureBase(
      components,
      '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
    );
    const { secret } = keyOf(
      'test-shared-secret',
      'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==',
    );
    expect(macOf(base, secret).toString('base64')).toBe('pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=');
  });

  it('RFC 9530: the sha-256 digests of its examples', () => {
    expect(contentDigest('{"hello": "world"}\n')).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:');
    expect(contentDigest('{"hello": "world"}')).toBe('sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:');
  });
});

describe('the known answers of examples/verify/vectors.json', () => {
  const nonces = new SeenNonces();
  // In their order: one repeats the first.
  it.each(given.vectors)('$expected: $name', (vector) => {
    const { method, path, body, now, expected } = vector;
    const verification = {
      audience: given.audience,
      keys,
      now: Number(now),
      takeNonce: nonces.take.bind(nonces),
    };
    const isTaken =
      refusalOf({ method, path, headers: vector }, verification) === null && isDigestOf(vector['content-digest'], body);
    expect(isTaken ? 'ok' : 'refused').toBe(expected);
  });

  it('are what we sign', () => {
    const [vector] = given.vectors;
    const [, created, nonce] = /created=(\d+);nonce="([^"]+)"/.exec(vector?.['signature-input'] ?? '') ?? [];
    const request = {
      method: 'POST',
      path: '/graphql',
      audience: given.audience,
      identity: vector?.['simpul-identity'] ?? '',
      body: vector?.body ?? '',
    };
    const [key] = keys as [SigningKey];
    const signed = signRequest(request, key, Number(created), nonce);
    expect(vector).toMatchObject(signed);
  });
});

describe('a signature', () => {
  const request = { method: 'POST', path: '/graphql', audience: 'permits', identity: nobodyText, body: '{}' };
  const [key] = keys as [SigningKey];
  const signed = (headers: object, takeNonce = () => true) =>
    refusalOf(
      { method: 'POST', path: '/graphql', headers: { ...signRequest(request, key), ...headers } },
      { audience: 'permits', keys, now: secondsNow(), takeNonce },
    );

  it('has a nonce of its own for each request, of 128 bits', () => {
    const input = (): string => signRequest(request, key)['signature-input'];
    const nonces = Array.from({ length: 2_000 }, () => /nonce="([^"]+)"/.exec(input())?.[1] ?? '');
    expect(new Set(nonces).size).toBe(nonces.length);
    expect(nonces.every((nonce) => Buffer.from(nonce, 'base64url').length === 16)).toBe(true);
  });

  it('uses up no nonce unless all else is right, so nobody without a key can fill the memory', () => {
    const taken: string[] = [];
    const take = (): boolean => taken.push('nonce') > 0;
    expect(signed({ signature: `simpul=:${'A'.repeat(43)}=:` }, take)).toBe('wrong signature');
    expect(signed({ 'signature-input': 'simpul=()' }, take)).toBe('malformed');
    expect(taken).toEqual([]);
    expect(signed({}, take)).toBeNull();
    expect(taken).toHaveLength(1);
  });

  it('is refused when a header came twice', () => {
    const { signature } = signRequest(request, key);
    expect(signed({ signature: `${signature}, ${signature}` })).toBe('malformed');
    expect(signed({ signature: [signature, signature] })).toBe('malformed');
  });
});
