import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import type { Asker } from '../../gateway/auth/viewer';
import { digestOf } from '../../gateway/trusted-documents/manifest';
import { type HttpEndpoint, httpEndpoint } from '../support/http-endpoint';
import { askerOf } from '../support/viewers';

// Row A21 of the threat table in docs/security.md, at the HTTP server.
const trusted = 'query Trusted($no: Boolean = false) {\n  a\n  b @skip(if: $no)\n}';
const spaced = 'query   Trusted ( $no : Boolean = false ) { a, b @skip(if: $no) } # a comment';
const other = '{ b }';
const change = 'mutation { change }';
const introspection = '{ __schema { queryType { name } } }';
const id = digestOf(trusted);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-documents-'));
  writeFileSync(join(folder, 'trusted.graphql'), trusted);
  writeFileSync(join(folder, 'change.graphql'), change);
});
afterAll(() => rmSync(folder, { recursive: true }));

let endpoint: HttpEndpoint | null = null;
afterEach(async () => {
  await endpoint?.stop();
  endpoint = null;
});

async function serve(mode: string, { clients = '', asker }: { clients?: string; asker?: Asker } = {}) {
  const env = { TRUSTED_DOCUMENTS: folder, TRUSTED_DOCUMENTS_MODE: mode, TRUSTED_DOCUMENTS_CLIENTS: clients };
  const started = await httpEndpoint({ env, ...(asker && { asker }) });
  endpoint = started;
  const told = async (response: Response): Promise<string> => {
    const { data, errors } = (await response.json()) as any;
    return `${response.status} ${data ? 'data' : errors[0].extensions.code}`;
  };
  const post = async (body: object) => {
    const headers = { 'content-type': 'application/json' };
    return told(await fetch(started.url, { method: 'POST', headers, body: JSON.stringify(body) }));
  };
  const get = async (asked: Record<string, string>) => {
    const headers = { 'apollo-require-preflight': '1' };
    return told(await fetch(`${started.url}?${new URLSearchParams(asked).toString()}`, { headers }));
  };
  const schema = async () => told(await fetch(started.url.replace('/graphql', '/schema.graphql')));
  return { post, get, schema, lines: started.lines };
}

const hashed = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const refused = '400 TRUSTED_DOCUMENT_REQUIRED';

describe.each(['allow-list', 'ids-only'])('A21: where only trusted documents are run (%s)', (mode) => {
  it('A21: each is run by its id, in every form and way of asking, again and again', async () => {
    const { post, get } = await serve(mode);
    for (let times = 0; times < 2; times += 1) {
      expect(await post({ id })).toBe('200 data');
      expect(await post({ documentId: id, variables: { no: true }, operationName: 'Trusted' })).toBe('200 data');
      expect(await post(hashed(id))).toBe('200 data');
      expect(await get({ id })).toBe('200 data');
      expect(await get({ documentId: id, variables: '{"no":true}' })).toBe('200 data');
      expect(await get({ extensions: JSON.stringify(hashed(id).extensions) })).toBe('200 data');
    }
  });

  it('A18: a change is asked for by its id by POST, and never by GET', async () => {
    const { post, get } = await serve(mode);
    expect(await post({ id: digestOf(change) })).toBe('200 data');
    expect(await get({ id: digestOf(change) })).toBe('405 BAD_REQUEST');
    expect(await post({ query: 'mutation { other: change }' })).toBe(refused);
  });

  it.each([
    ['an unknown text', other],
    ['introspection', introspection],
    ['a text with one trusted in it', `${trusted} query Other { b }`],
    ['another value', trusted.replace('false', 'true')],
    ['an empty text', ''],
    ['what is no GraphQL', '{'],
  ])('A21: nothing else is: %s', async (_, query) => {
    const { post, get } = await serve(mode);
    expect(await post({ id })).toBe('200 data');
    expect(await post({ query })).toBe(refused);
    expect(await post({ query, ...hashed(digestOf(query)) })).toBe(refused);
    expect(await post({ query, extensions: {} })).toBe(refused);
    expect(await get({ query })).toBe(refused);
    // It was not kept either.
    expect(await post(hashed(digestOf(query)))).toBe('200 PERSISTED_QUERY_NOT_FOUND');
  });

  it('A21: a known id does not carry another text in', async () => {
    const { post, get } = await serve(mode);
    expect(await post({ id, query: other })).toBe('400 BAD_REQUEST');
    expect(await get({ id, query: other })).toBe('400 BAD_REQUEST');
    expect(await post({ query: other, ...hashed(id) })).toBe('400 PERSISTED_QUERY_HASH_MISMATCH');
    expect(await post({ id: digestOf(other) })).toBe('400 PERSISTED_QUERY_NOT_FOUND');
    expect(await post([{ id }, { query: other }])).toBe('400 BAD_REQUEST');
    expect(await post({ query: [other], id })).toBe('400 BAD_REQUEST');
  });

  it.each([
    introspection,
    '{ a: __schema { queryType { name } } }',
    '{ ...F } fragment F on Query { __type(name: "Query") { name } }',
  ])('L3: introspection is refused by GET as by POST: %s', async (query) => {
    const { post, get } = await serve(mode);
    expect([await post({ query }), await get({ query })]).toEqual([refused, refused]);
  });

  it('L3: the schema is refused as introspection is', async () => {
    const { schema } = await serve(mode);
    expect(await schema()).toBe(refused);
  });

  it('A21: who has signed in has nothing kept', async () => {
    const { post } = await serve(mode, { asker: askerOf() });
    expect(await post({ query: other, ...hashed(digestOf(other)) })).toBe(refused);
    expect(await post(hashed(digestOf(other)))).toBe('200 PERSISTED_QUERY_NOT_FOUND');
  });
});

describe('A21: the text of a trusted document', () => {
  it('A21: is run as it stands or with other white space and comments where texts are allowed', async () => {
    const { post, get } = await serve('allow-list');
    for (let times = 0; times < 2; times += 1) {
      expect(await post({ query: trusted })).toBe('200 data');
      expect(await post({ query: spaced })).toBe('200 data');
      expect(await get({ query: spaced })).toBe('200 data');
      expect(await post({ query: spaced, ...hashed(digestOf(spaced)) })).toBe('200 data');
    }
  });

  it('A21: is refused where only ids are', async () => {
    const { post, get } = await serve('ids-only');
    for (const query of [trusted, spaced]) {
      expect(await post({ query })).toBe(refused);
      expect(await get({ query })).toBe(refused);
    }
    expect(await post({ query: trusted, ...hashed(id) })).toBe(refused);
  });
});

describe('A21: a mode', () => {
  it('A21: holds for one client and not for others', async () => {
    const clients = 'map=off,anonymous=ids-only';
    const forMap = await serve('allow-list', { clients, asker: askerOf({ client: 'map' }) });
    expect(await forMap.post({ query: other })).toBe('200 data');
    await endpoint?.stop();
    const forUnnamed = await serve('allow-list', { clients, asker: askerOf({ client: null }) });
    expect([await forUnnamed.post({ query: other }), await forUnnamed.post({ query: trusted })]).toEqual([
      refused,
      '200 data',
    ]);
    await endpoint?.stop();
    const forNobody = await serve('off', { clients });
    expect(await forNobody.post({ query: trusted })).toBe(refused);
  });

  it('A21: of noting runs everything, and tells of what is not trusted once, by its digest', async () => {
    const { post, lines } = await serve('log');
    const person = '{ a } # Budi, passport B1234567';
    for (const query of [trusted, spaced, person, person]) expect(await post({ query })).toBe('200 data');
    expect(lines).toEqual([`An operation that is no trusted document was run: ${digestOf(person)}.`]);
  });

  it('A21: needs documents', async () => {
    const starting = httpEndpoint({ env: { TRUSTED_DOCUMENTS_MODE: 'allow-list' } });
    await expect(starting).rejects.toThrow('set TRUSTED_DOCUMENTS to a manifest or a folder');
  });
});

describe('A21: a text that costs too much', () => {
  it('A21: is refused by its cost before it is compared', async () => {
    const { post } = await serve('allow-list');
    const aliases = Array.from({ length: 101 }, (_, index) => `x${index}: a`).join(' ');
    expect(await post({ query: `{ ${aliases} }` })).toBe('400 ALIASES_LIMIT');
  });
});
