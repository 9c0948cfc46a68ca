import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type HttpEndpoint, httpEndpoint } from '../../support/http-endpoint';

let server: HttpEndpoint;
let origin: string;

beforeAll(async () => {
  server = await httpEndpoint();
  ({ origin } = new URL(server.url));
});
afterAll(() => server.stop());

const load = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${origin}${path}`, { headers });

async function firstScript(): Promise<string> {
  const html = await (await load('/')).text();
  return /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
}

describe('the pages', () => {
  it.each(['/', '/area', '/compare', '/what-if', '/back-test', '/method', '/explorer', '/q/area-history'])(
    'are under a policy that allows nothing of others and nothing within a page: %s',
    async (path) => {
      const response = await load(path, { accept: 'text/html,*/*;q=0.8' });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      );
      expect(await response.text()).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/);
    },
  );

  it('are looked for anew each time, and not sent again while they are the same', async () => {
    const first = await load('/');
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await load('/', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('keep their scripts for ever, under names that change with what is in them', async () => {
    const path = await firstScript();
    expect(path).toMatch(/-[\w-]{8}\.js$/);
    expect((await load(path)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0', null],
  ])('are compressed as the browser takes them: %s', async (accepted, sent) => {
    const path = await firstScript();
    const response = await load(path, { 'accept-encoding': accepted });
    expect([response.headers.get('content-encoding'), response.headers.get('vary')]).toEqual([sent, 'Accept-Encoding']);
    expect(await response.text()).toContain('Simpul');
  });

  it('that are none are not found', async () => {
    expect((await load('/assets/none.js')).status).toBe(404);
  });
});
