import { afterEach, describe, expect, it } from '@jest/globals';

import type { Asker } from '../../gateway/auth/viewer';
import { digestOf } from '../../gateway/trusted-documents/manifest';
import { PersistedQueries } from '../../gateway/trusted-documents/persisted-queries';
import { type HttpEndpoint, httpEndpoint } from '../support/http-endpoint';
import { askerOf } from '../support/viewers';

// Rows C8 and D21 of the threat table in docs/security.md, at the HTTP server.
let endpoint: HttpEndpoint | null = null;
afterEach(async () => {
  await endpoint?.stop();
  endpoint = null;
});

async function serve(asker?: Asker, env: Record<string, string> = {}) {
  const started = await httpEndpoint({ env, ...(asker && { asker }) });
  endpoint = started;
  const told = async (response: Response): Promise<string> => {
    const { data, errors } = (await response.json()) as any;
    return `${response.status} ${data ? 'data' : errors[0].extensions.code}`;
  };
  /** Asks by a hash, by POST or by GET as clients of persisted queries do. */
  const ask = async (hash: unknown, query?: string, method = 'POST') => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    if (method === 'POST') {
      const headers = { 'content-type': 'application/json' };
      return told(await fetch(started.url, { method, headers, body: JSON.stringify({ query, extensions }) }));
    }
    const asked = new URLSearchParams({ extensions: JSON.stringify(extensions), ...(query && { query }) });
    return told(await fetch(`${started.url}?${asked.toString()}`, { headers: { 'apollo-require-preflight': '1' } }));
  };
  return { ask, url: started.url };
}

const query = '{ a }';
const hash = digestOf(query);

describe('a text that is asked for by its hash', () => {
  it.each(['POST', 'GET'])('is asked for once and kept, for who has signed in: %s', async (method) => {
    const { ask } = await serve(askerOf());
    expect(await ask(hash, undefined, method)).toBe('200 PERSISTED_QUERY_NOT_FOUND');
    expect(await ask(hash, query, method)).toBe('200 data');
    expect(await ask(hash, undefined, method)).toBe('200 data');
    expect(await ask(hash, undefined, method === 'GET' ? 'POST' : 'GET')).toBe('200 data');
  });

  it('is told missing in the words that clients know', async () => {
    const { url } = await serve(askerOf());
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
    const response = await fetch(url, { method: 'POST', headers, body });
    expect(await response.json()).toEqual({
      errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
  });

  it('D21: is run and not kept for who has not', async () => {
    const { ask } = await serve();
    expect(await ask(hash)).toBe('200 PERSISTED_QUERY_NOT_SUPPORTED');
    expect(await ask(hash, query)).toBe('200 data');
    expect(await ask(hash)).toBe('200 PERSISTED_QUERY_NOT_SUPPORTED');
  });

  it('D21: is kept for nobody when it is turned off', async () => {
    const { ask } = await serve(askerOf(), { PERSISTED_QUERIES_PER_VIEWER: '0' });
    expect(await ask(hash, query)).toBe('200 data');
    expect(await ask(hash)).toBe('200 PERSISTED_QUERY_NOT_SUPPORTED');
  });
});

describe('C8: a hash', () => {
  it.each([
    ['of another text', digestOf('{ b }')],
    ['in capitals', hash.toUpperCase()],
    ['with a space', `${hash} `],
    ['that is cut', hash.slice(0, 63)],
    ['that is empty', ''],
    ['that is a name of the engine', '__proto__'],
  ])('C8: %s is refused with 400, and nothing is kept under either', async (_, wrong) => {
    const { ask } = await serve(askerOf());
    for (const method of ['POST', 'GET']) {
      expect(await ask(wrong, query, method)).toBe('400 PERSISTED_QUERY_HASH_MISMATCH');
      expect(await ask(wrong, undefined, method)).toBe('200 PERSISTED_QUERY_NOT_FOUND');
      expect(await ask(hash, undefined, method)).toBe('200 PERSISTED_QUERY_NOT_FOUND');
    }
  });

  it.each([1, null, {}, [hash]])('C8: that is no text is refused: %j', async (wrong) => {
    const { ask } = await serve(askerOf());
    expect(await ask(wrong, query)).toBe('400 BAD_REQUEST');
    expect(await ask(wrong)).toBe('400 BAD_REQUEST');
  });

  it('C8: finds the text of no mutation by GET that it would not be without', async () => {
    const { ask } = await serve(askerOf());
    const mutation = 'mutation { change }';
    expect(await ask(digestOf(mutation), mutation)).toBe('200 data');
    expect(await ask(digestOf(mutation), undefined, 'GET')).toBe('405 BAD_REQUEST');
  });
});

describe('D21: what is kept', () => {
  const keep = (kept: PersistedQueries, owner: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => {
      const text = `{ a } # ${owner} ${index}`;
      kept.keep(digestOf(text), text, owner);
      return digestOf(text);
    });

  it('D21: is as much as a viewer may have, the latest, and another keeps its own', () => {
    const kept = new PersistedQueries({ perViewer: 10, size: 1_000_000 });
    const [other = ''] = keep(kept, 'b', 1);
    const hashes = keep(kept, 'a', 100_000);
    expect(kept.count).toBe(11);
    expect(kept.find(other)).toBe('{ a } # b 0');
    expect(hashes.filter((each) => kept.find(each) !== undefined)).toEqual(hashes.slice(-10));
  });

  it('D21: is bounded for all viewers together; what is in use stays', () => {
    const kept = new PersistedQueries({ perViewer: 10, size: 1_000 });
    const [used = ''] = keep(kept, 'used', 1);
    for (let viewer = 0; viewer < 1_000; viewer += 1) {
      keep(kept, `viewer ${viewer}`, 1);
      expect(kept.find(used)).toBeDefined();
    }
    expect(kept.count).toBeLessThan(1_000 / 15);
  });

  it('D21: has no long texts', () => {
    const kept = new PersistedQueries({ perViewer: 10, size: 1_000_000 });
    kept.keep(hash, `{ a } #${'x'.repeat(40_000)}`, 'a');
    expect(kept.count).toBe(0);
  });
});
