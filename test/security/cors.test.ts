import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readSettings } from '../../common/settings';
import { gatewaySettings } from '../../gateway/config';
import { type HttpEndpoint, httpEndpoint } from '../support/http-endpoint';

// Row A19 of the threat table in docs/security.md: pages of other origins.
const good = 'https://map.example.id';
let open: HttpEndpoint;
let closed: HttpEndpoint;
beforeAll(async () => {
  open = await httpEndpoint({ env: { CORS_ORIGINS: `${good}, https://other.example.id:8443` } });
  closed = await httpEndpoint();
});
afterAll(async () => {
  await open.stop();
  await closed.stop();
});

const json = { 'content-type': 'application/json' };
const body = '{"query":"{ a }"}';

async function ask({ url }: HttpEndpoint, headers: Record<string, string>): Promise<Headers> {
  return (await fetch(url, { method: 'POST', headers: { ...json, ...headers }, body })).headers;
}

function preflight({ url }: HttpEndpoint, origin: string): Promise<Response> {
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-evil' };
  return fetch(url, { method: 'OPTIONS', headers: { origin, ...asked } });
}

const named = (headers: Headers): string[] => [...headers.keys()].filter((name) => name.startsWith('access-control'));

describe('A19: an origin of the list', () => {
  it('A19: is allowed by its name, without cookies, and a cache is told', async () => {
    for (let times = 0; times < 2; times += 1) {
      const headers = await ask(open, { origin: good });
      expect(headers.get('access-control-allow-origin')).toBe(good);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('access-control-expose-headers')).toBe(
        'x-request-id, content-disposition, deprecation, etag, sunset',
      );
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  it('A19: may ask with the headers that the gateway reads, and no others', async () => {
    const { status, headers } = await preflight(open, good);
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': good,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        'authorization, content-type, x-purpose, apollo-require-preflight, x-explain, x-null-reasons, x-provenance',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
  });

  it('A19: is told what a refusal says', async () => {
    const response = await fetch(open.url, { method: 'POST', headers: { ...json, origin: good }, body: '{' });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([400, good]);
  });
});

describe('A19: any other origin', () => {
  const others = [
    'https://evil.example',
    'null',
    `${good}.evil`,
    'https://a.map.example.id',
    'http://map.example.id',
    `${good}:443`,
    `${good}/`,
    'https://MAP.example.id',
    '*',
    `${good}, https://other.example.id:8443`,
  ];

  it.each(others)('A19: is told nothing, after the same query of one that may ask too: %s', async (origin) => {
    await ask(open, { origin: good });
    const headers = await ask(open, { origin, cookie: 'session=1' });
    expect(named(headers)).toEqual([]);
    expect(headers.get('vary')).toBe('Origin');
    const refused = await preflight(open, origin);
    expect([refused.status, named(refused.headers)]).toEqual([405, []]);
  });

  it('A19: and none at all, when none are listed', async () => {
    for (const origin of [good, ...others]) {
      expect(named(await ask(closed, { origin }))).toEqual([]);
      const refused = await preflight(closed, origin);
      expect([refused.status, named(refused.headers)]).toEqual([405, []]);
    }
  });

  it.each(['*', 'https://map.example.id/', 'https://*.example.id', 'map.example.id', 'null'])(
    'A19: is no setting: %s',
    (origins) => {
      expect(() => readSettings(gatewaySettings, { CORS_ORIGINS: origins })).toThrow('CORS_ORIGINS is');
    },
  );
});
