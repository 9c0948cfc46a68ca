import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { digestOf } from '../../../gateway/trusted-documents/manifest';
import type { Canned } from '../../support/canned-subgraph';
import { type RunningGateway, runningGateway, stopGateways, supergraphOf } from '../../support/running-gateway';

const extra = `
  old: Int @deprecated(reason: "Use a; since 2026-01-31, removed on 2027-01-31.")
  older(size: Int @deprecated(reason: "No use."), by: By): Int
  long: String
}
enum By { NEW OLD @deprecated(reason: "Use NEW.") `;

const trusted = ['{ a }', '{ long }', '{ b }'];
let folder: string;
let running: RunningGateway;
let answers: Canned = () => ({ data: {} });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simpul-documents-'));
  for (const text of trusted) await writeFile(join(folder, `${digestOf(text)}.graphql`), text);
  running = await runningGateway(
    (...asked) => answers(...asked),
    { TRUSTED_DOCUMENTS: folder },
    (url) => supergraphOf(url, extra),
  );
});
afterAll(async () => {
  await stopGateways();
  await rm(folder, { recursive: true });
});

async function post(query: string, headers: Record<string, string> = {}) {
  const response = await fetch(running.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

const get = (text: string, headers: Record<string, string> = {}) =>
  fetch(`${running.gateway.url}?id=${digestOf(text)}`, { headers: { 'apollo-require-preflight': '1', ...headers } });

describe('extensions.degraded', () => {
  it('names the subgraphs that failed, the first time and after', async () => {
    answers = (_, response) => void response.writeHead(500).end();
    for (let times = 0; times < 3; times += 1) {
      expect((await post('{ a }')).body.extensions).toEqual({ degraded: ['things'] });
    }
    answers = () => ({ data: { a: 1 } });
    expect((await post('{ a }')).body).toEqual({ data: { a: 1 } });
  });

  it('is reason for a null, on request', async () => {
    answers = () => ({ data: { a: null, b: null }, errors: [{ message: 'no', path: ['a'] }] });
    const { body } = await post('{ a b }', { 'x-null-reasons': '1' });
    expect(body.extensions).toEqual({ degraded: ['things'], nullReasons: { a: 'unavailable' } });
    expect(body.data).toEqual({ a: null, b: null });
  });
});

describe('what is deprecated', () => {
  it('is told with each answer that uses it, in extensions and headers', async () => {
    answers = () => ({ data: { old: 1 } });
    for (let times = 0; times < 2; times += 1) {
      const { headers, body } = await post('{ old }');
      expect(body.data).toEqual({ old: 1 });
      expect(body.extensions.deprecations).toEqual([
        {
          coordinate: 'Query.old',
          reason: 'Use a; since 2026-01-31, removed on 2027-01-31.',
          since: '2026-01-31',
          removeOn: '2027-01-31',
        },
      ]);
      expect(headers.get('deprecation')).toBe('@1769817600');
      expect(headers.get('sunset')).toBe('Sun, 31 Jan 2027 00:00:00 GMT');
    }
  });

  it('is found in arguments and their values too; a day that is not told is left out', async () => {
    answers = () => ({ data: { older: 1 } });
    const { headers, body } = await post('{ older(size: 1, by: OLD) }');
    const coordinates = body.extensions.deprecations.map(({ coordinate }: any) => coordinate);
    expect(coordinates).toEqual(['Query.older(size:)', 'By.OLD']);
    expect([headers.get('deprecation'), headers.get('sunset')]).toEqual(['true', null]);
  });
});

describe('a GET of a trusted document', () => {
  it('has a tag, by which an answer that stayed as it was is not sent again', async () => {
    answers = () => ({ data: { a: 1 } });
    const first = await get('{ a }');
    expect(await first.json()).toEqual({ data: { a: 1 } });
    expect(first.headers.get('cache-control')).toBe('no-cache');
    expect(first.headers.get('vary')).toContain('authorization');
    const tag = first.headers.get('etag') ?? '';
    const same = await get('{ a }', { 'if-none-match': `"other", ${tag}` });
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', tag]);
    answers = () => ({ data: { a: 2 } });
    const changed = await get('{ a }', { 'if-none-match': tag });
    expect([changed.status, await changed.json()]).toEqual([200, { data: { a: 2 } }]);
  });

  it('C5: is kept by nobody where it has an error, and neither is a text', async () => {
    answers = (_, response) => void response.writeHead(500).end();
    const failed = await get('{ b }');
    expect([failed.headers.get('cache-control'), failed.headers.get('etag')]).toEqual(['no-store', null]);
    answers = () => ({ data: { a: 1 } });
    const text = await fetch(`${running.gateway.url}?query={a}`, { headers: { 'apollo-require-preflight': '1' } });
    expect([text.status, text.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });
});

describe('an answer', () => {
  it.each(['br', 'gzip'])('is compressed by %s where it is long and that is asked for', async (encoding) => {
    const long = 'x'.repeat(5_000);
    answers = () => ({ data: { long } });
    for (let times = 0; times < 3; times += 1) {
      const { headers, body } = await post('{ long }', { 'accept-encoding': encoding });
      expect(headers.get('content-encoding')).toBe(encoding);
      expect(headers.get('vary')).toBe('accept-encoding');
      expect(body).toEqual({ data: { long } });
    }
  });

  it('is sent as it is where it is short, or compression is refused', async () => {
    answers = () => ({ data: { a: 1, long: 'x'.repeat(5_000) } });
    expect((await post('{ a }', { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBeNull();
    expect((await post('{ long }', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull();
  });
});
