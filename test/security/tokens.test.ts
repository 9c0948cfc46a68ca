import { createHmac } from 'node:crypto';
import { request } from 'node:http';

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { exportSPKI } from 'jose';

import { type Authenticator, createAuthenticator } from '../../gateway/auth/authenticator';
import type { Asker } from '../../gateway/auth/viewer';
import type { ClientError } from '../../gateway/errors';
import { runningGateway, stopGateways } from '../support/running-gateway';
import { issuersFile, testKey, type TokenIssuer, tokenIssuer } from '../support/token-issuer';

const purposes = ['permit-renewal', 'audit'];
const seconds = (): number => Math.floor(Date.now() / 1_000);

let closing: (() => unknown)[] = [];
afterEach(async () => {
  await stopGateways();
  for (const close of closing.reverse()) await close();
  closing = [];
  jest.restoreAllMocks();
});

async function issuerOf(options: Parameters<typeof tokenIssuer>[0] = {}): Promise<TokenIssuer> {
  const issuer = await tokenIssuer(options);
  closing.push(() => issuer.close());
  return issuer;
}

/** An authenticator over issuers; its clock goes on as the test says. */
async function authenticatorOver(...issuers: TokenIssuer[]) {
  const lines: string[] = [];
  let ahead = 0;
  const authenticator = await createAuthenticator(
    { tokenMaxLifeS: 3_600, purposes },
    { issuers: issuers.map(({ config }) => config), log: (line) => lines.push(line), now: () => Date.now() + ahead },
  );
  closing.push(() => authenticator.close());
  return { authenticator, lines, pass: (ms: number) => (ahead += ms) };
}

const bearer = (token: string): string[] => ['Host', 'localhost', 'Authorization', `Bearer ${token}`];

async function askerOf(authenticator: Authenticator, headers: readonly string[]): Promise<Asker> {
  return authenticator.askerOf(headers);
}

/** What the client is told of a refusal. */
async function refusalOf(authenticator: Authenticator, headers: readonly string[]) {
  const error = await askerOf(authenticator, headers).then(
    (asker) => asker,
    (reason: unknown) => reason as ClientError,
  );
  if (!('status' in error)) return error;
  return { status: error.status, code: error.extensions.code, message: error.message };
}

const notAccepted = { status: 401, code: 'INVALID_TOKEN', message: 'The token is not accepted.' };

const base64url = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('A1: algorithms', () => {
  let issuer: TokenIssuer;
  let authenticator: Authenticator;
  beforeEach(async () => {
    issuer = await issuerOf({ alg: 'RS256' });
    ({ authenticator } = await authenticatorOver(issuer));
  });
  const payload = async (): Promise<string> => (await issuer.token()).split('.')[1] ?? '';

  it.each(['none', 'None', 'NONE', 'nOnE'])('A1: a token that is not signed is refused: alg %s', async (alg) => {
    const unsigned = `${base64url({ alg, kid: issuer.key.kid })}.${await payload()}.`;
    expect(await refusalOf(authenticator, bearer(unsigned))).toEqual(notAccepted);
  });

  it('A1: a signature that was taken off is refused', async () => {
    const [header = '', body = ''] = (await issuer.token()).split('.');
    expect(await refusalOf(authenticator, bearer(`${header}.${body}.`))).toEqual(notAccepted);
    expect(await refusalOf(authenticator, bearer(`${header}.${body}`))).toEqual(notAccepted);
  });

  it('A1: a public key is never taken for a shared secret', async () => {
    const signed = `${base64url({ alg: 'HS256', kid: issuer.key.kid })}.${await payload()}`;
    for (const secret of [await exportSPKI(issuer.key.publicKey), JSON.stringify(issuer.key.jwk)]) {
      const forged = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      expect(await refusalOf(authenticator, bearer(forged))).toEqual(notAccepted);
    }
  });

  it('A1: an algorithm that suits the key but is not named is refused', async () => {
    const key = await testKey('2026a', 'PS256');
    const { alg: _, ...jwk } = key.jwk;
    issuer.served = [jwk];
    await authenticator.refresh();
    expect(await refusalOf(authenticator, bearer(await issuer.token({}, { key })))).toEqual(notAccepted);
  });

  it('A1: the same token with its own signature is accepted', async () => {
    const { viewer } = await askerOf(authenticator, bearer(await issuer.token()));
    expect(viewer?.id).toBe('sso:siti');
  });
});

describe('A2: key ids', () => {
  it.each([
    ['a path', '../../../../etc/passwd'],
    ['an address', 'http://127.0.0.1:9/keys'],
    ['a query', "' OR '1'='1"],
    ['10 KB', 'k'.repeat(10_240)],
    ['none', undefined],
    ['a number', 7],
    ['a list', ['2026a']],
  ])('A2: %s is refused and leads to no file and no host but that of the keys', async (_, kid) => {
    const issuer = await issuerOf();
    const { authenticator, pass } = await authenticatorOver(issuer);
    pass(60_000);
    const fetched = jest.spyOn(globalThis, 'fetch');
    const token = await issuer.token({}, { header: { kid } });
    expect(await refusalOf(authenticator, bearer(token))).toEqual(notAccepted);
    expect(fetched.mock.calls.filter(([url]) => url !== issuer.config.jwks.url)).toEqual([]);
  });

  it('A2: two keys of one id verify nothing', async () => {
    const issuer = await issuerOf();
    issuer.served = [issuer.key.jwk, (await testKey(issuer.key.kid)).jwk];
    const { authenticator } = await authenticatorOver(issuer);
    expect(await refusalOf(authenticator, bearer(await issuer.token()))).toEqual(notAccepted);
  });

  it('A2: unknown ids let the keys be read once in 30 seconds, and not at all when they just were', async () => {
    const issuer = await issuerOf();
    const { authenticator, pass } = await authenticatorOver(issuer);
    const unknown = async (kid: string): Promise<unknown> =>
      refusalOf(authenticator, bearer(await issuer.token({}, { header: { kid } })));
    expect(issuer.requests).toBe(1);
    await Promise.all(['a', 'b', 'c'].map(unknown));
    expect(issuer.requests).toBe(1);
    pass(31_000);
    await Promise.all(['a', 'b', 'c', 'd'].map(unknown));
    await unknown('e');
    expect(issuer.requests).toBe(2);
  });

  it('A2: a host that fails is not asked more often', async () => {
    const issuer = await issuerOf();
    const { authenticator, pass } = await authenticatorOver(issuer);
    issuer.served = null;
    pass(31_000);
    for (const kid of ['a', 'b', 'c'])
      await refusalOf(authenticator, bearer(await issuer.token({}, { header: { kid } })));
    expect(issuer.requests).toBe(2);
  });

  it('A2: a private or shared key among the public ones is not taken', async () => {
    const issuer = await issuerOf();
    issuer.served = [
      { ...issuer.key.jwk, d: 'AAAA' },
      { kty: 'oct', k: 'AAAA', kid: 'shared' },
    ];
    const { authenticator } = await authenticatorOver(issuer);
    expect(await refusalOf(authenticator, bearer(await issuer.token()))).toEqual(notAccepted);
  });
});

describe('A3: keys that a token brings along', () => {
  it.each(['jku', 'x5u'])('A3: %s leads nowhere', async (name) => {
    const issuer = await issuerOf();
    const stranger = await issuerOf({ name: 'stranger' });
    const { authenticator, pass } = await authenticatorOver(issuer);
    pass(60_000);
    const header = { [name]: stranger.config.jwks.url, kid: issuer.key.kid };
    const token = await issuer.token({}, { key: stranger.key, header });
    expect(await refusalOf(authenticator, bearer(token))).toEqual(notAccepted);
    expect(stranger.requests).toBe(0);
  });

  it('A3: jwk is not believed', async () => {
    const issuer = await issuerOf();
    const { authenticator } = await authenticatorOver(issuer);
    const own = await testKey(issuer.key.kid);
    const token = await issuer.token({}, { key: own, header: { jwk: own.jwk } });
    expect(await refusalOf(authenticator, bearer(token))).toEqual(notAccepted);
  });

  it('A3: crit is refused, whatever it demands', async () => {
    const issuer = await issuerOf();
    const { authenticator } = await authenticatorOver(issuer);
    const token = await issuer.token({}, { header: { crit: ['b64'], b64: true } });
    expect(await refusalOf(authenticator, bearer(token))).toEqual(notAccepted);
  });
});

describe('A4: audience, issuer and time', () => {
  const expired = { ...notAccepted, message: 'The token has expired; sign in again.' };
  const now = seconds();
  const refused: [string, object, object?][] = [
    ['another audience', { aud: 'another' }],
    ['several audiences', { aud: ['simpul', 'another'] }],
    ['no audience', { aud: undefined }],
    ['an empty list of audiences', { aud: [] }],
    ['another issuer', { iss: 'https://another.example' }],
    ['an issuer but for its end', { iss: 'https://sso.example/' }],
    ['no issuer', { iss: undefined }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['no end', { exp: undefined }],
    ['an end that is a text', { exp: String(now + 600) }],
    ['an end without a limit', { exp: 1e308 }],
    ['no beginning', { iat: undefined }],
    ['not before in two minutes', { nbf: now + 120 }],
    ['an end 61 seconds ago', { iat: now - 600, exp: now - 61 }, expired],
    ['from the future', { iat: now + 120, exp: now + 600 }],
    ['an end before its beginning', { iat: now, exp: now - 10 }],
    ['a life of more than TOKEN_MAX_LIFE_S', { iat: now, exp: now + 3_601 }],
    ['a long life, most of it over', { iat: now - 7_000, exp: now + 600 }],
  ];
  it.each(refused)('A4: refused: %s', async (_, claims, told = notAccepted) => {
    const issuer = await issuerOf();
    const { authenticator } = await authenticatorOver(issuer);
    expect(await refusalOf(authenticator, bearer(await issuer.token(claims)))).toEqual(told);
  });

  it.each<[string, object]>([
    ['an end 30 seconds ago, as clocks differ', { iat: now - 600, exp: now - 30 }],
    ['from 30 seconds ahead', { iat: now + 30, nbf: now + 30, exp: now + 600 }],
    ['a list of one audience', { aud: ['simpul'] }],
  ])('A4: accepted: %s', async (_, claims) => {
    const issuer = await issuerOf();
    const { authenticator } = await authenticatorOver(issuer);
    expect((await askerOf(authenticator, bearer(await issuer.token(claims)))).viewer?.id).toBe('sso:siti');
  });

  it('A4: a token that was accepted before ends all the same, and says so', async () => {
    const issuer = await issuerOf();
    const { authenticator, pass } = await authenticatorOver(issuer);
    const headers = bearer(await issuer.token());
    await askerOf(authenticator, headers);
    expect(authenticator.askerOf(headers)).not.toBeInstanceOf(Promise);
    pass(600_000 + 61_000);
    expect(await refusalOf(authenticator, headers)).toEqual(expired);
  });

  it('A4: only who signed well is told that a token has expired', async () => {
    const issuer = await issuerOf();
    const { authenticator } = await authenticatorOver(issuer);
    const forged = await issuer.token({ iat: now - 600, exp: now - 300 }, { key: await testKey(issuer.key.kid) });
    expect(await refusalOf(authenticator, bearer(forged))).toEqual(notAccepted);
  });
});

it('A5: keys belong to their issuer, even under the same id', async () => {
  const [first, second] = [await issuerOf({ name: 'first' }), await issuerOf({ name: 'second' })];
  const { authenticator } = await authenticatorOver(first, second);
  const mixed = await first.token({}, { key: second.key });
  expect(await refusalOf(authenticator, bearer(mixed))).toEqual(notAccepted);
  expect((await askerOf(authenticator, bearer(await first.token()))).viewer?.id).toBe('first:siti');
  expect((await askerOf(authenticator, bearer(await second.token()))).viewer?.id).toBe('second:siti');
});

describe('A6: rotation', () => {
  it('A6: a key that was taken away holds no longer once the keys are read, nor does what it signed before', async () => {
    const issuer = await issuerOf();
    const { authenticator } = await authenticatorOver(issuer);
    const headers = bearer(await issuer.token());
    await askerOf(authenticator, headers);
    issuer.served = [(await testKey('2026b')).jwk];
    await authenticator.refresh();
    expect(await refusalOf(authenticator, headers)).toEqual(notAccepted);
  });

  it('A6: a new key is accepted without a restart, half a minute later at the latest', async () => {
    const issuer = await issuerOf();
    const { authenticator, pass } = await authenticatorOver(issuer);
    const key = await testKey('2026b');
    issuer.served = [issuer.key.jwk, key.jwk];
    pass(30_000);
    expect((await askerOf(authenticator, bearer(await issuer.token({}, { key })))).viewer?.id).toBe('sso:siti');
  });

  it('A6: the last keys hold on while their host is away, which is told once and by readiness', async () => {
    const issuer = await issuerOf();
    const { authenticator, lines, pass } = await authenticatorOver(issuer);
    const { served } = issuer;
    issuer.served = null;
    await authenticator.refresh();
    pass(300_000);
    await authenticator.refresh();
    expect((await askerOf(authenticator, bearer(await issuer.token()))).viewer?.id).toBe('sso:siti');
    expect(authenticator.staleIssuers()).toEqual(['sso']);
    issuer.served = served;
    await authenticator.refresh();
    expect(authenticator.staleIssuers()).toEqual([]);
    expect(lines).toEqual([
      'The keys of the issuer sso cannot be read; those read before hold on.',
      'The keys of the issuer sso are read again.',
    ]);
  });
});

describe('A7: two tokens', () => {
  const one = { status: 400, code: 'BAD_REQUEST' };
  const a = 'aaaa.bbbb.cccc';
  it.each<[string, string[]]>([
    ['two headers', ['Authorization', `Bearer ${a}`, 'authorization', `Bearer ${a}`]],
    ['two schemes', ['Authorization', `Bearer ${a}`, 'Authorization', 'Basic YTpi']],
    ['joined by a comma', ['Authorization', `Bearer ${a}, Bearer ${a}`]],
    ['Bearer twice', ['Authorization', `Bearer Bearer ${a}`]],
    ['two after one Bearer', ['Authorization', `Bearer ${a} ${a}`]],
    ['another in a cookie', ['Authorization', `Bearer ${a}`, 'Cookie', 'x=1; token=eyJhbGciOiJFUzI1NiJ9.e30.AA']],
    ['none after Bearer', ['Authorization', 'Bearer ']],
    ['an empty header', ['Authorization', '']],
    ['another scheme', ['Authorization', 'Basic YTpi']],
  ])('A7: refused with 400: %s', async (_, headers) => {
    const { authenticator } = await authenticatorOver(await issuerOf());
    expect(await refusalOf(authenticator, headers)).toMatchObject(one);
  });

  it('A7: a purpose told twice is refused, and an unknown one with those that there are', async () => {
    const { authenticator } = await authenticatorOver(await issuerOf());
    expect(await refusalOf(authenticator, ['x-purpose', 'audit', 'X-Purpose', 'audit'])).toMatchObject(one);
    expect(await refusalOf(authenticator, ['x-purpose', 'curiosity'])).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
      message: 'The header x-purpose must be one of permit-renewal, audit.',
    });
    expect(await askerOf(authenticator, ['x-purpose', 'audit'])).toEqual({ viewer: null, purpose: 'audit' });
  });
});

describe('A9: claims that are not as they must be', () => {
  const nothing = { scopes: [], agency: null, areas: [], role: 'unknown', client: null };
  it.each<[string, object]>([
    ['no claim at all', {}],
    ['a number', { scope: 7, simpul_agency: 7, simpul_areas: 7, simpul_role: 7, azp: 7 }],
    ['a list of scopes, a text of areas', { scope: ['permit:person'], simpul_areas: '31.75' }],
    ['null', { scope: null, simpul_agency: null, simpul_areas: null, simpul_role: null }],
    ['another kind of space', { scope: 'stability:read\u00a0permit:person' }],
    ['a wide space', { scope: 'stability:read\u2003permit:person' }],
    ['a tab', { scope: 'stability:read\tpermit:person' }],
    ['a line break', { scope: 'stability:read\npermit:person' }],
    ['one bad area among good ones', { simpul_areas: ['31.75', 31] }],
    ['an area that is none', { simpul_areas: ['31.75/..'] }],
    ['an agency in small letters, or of no such name', { simpul_agency: 'immigration' }],
    ['a name that objects have', { simpul_agency: '__proto__', scope: '' }],
  ])('A9: give no right: %s', async (_, claims) => {
    const issuer = await issuerOf();
    const { authenticator } = await authenticatorOver(issuer);
    const { viewer } = await askerOf(authenticator, bearer(await issuer.token(claims)));
    expect(viewer).toMatchObject(nothing);
  });

  it('A9: and those that are as they must be give just theirs', async () => {
    const issuer = await issuerOf();
    const { authenticator } = await authenticatorOver(issuer);
    const claims = {
      scope: 'stability:read permit:person',
      simpul_role: 'immigration-officer',
      simpul_agency: 'IMMIGRATION',
      simpul_areas: ['31.75', '31.74.01'],
      azp: 'briefing-app',
      exp: seconds() + 500,
    };
    expect(await askerOf(authenticator, bearer(await issuer.token(claims)))).toEqual({
      viewer: {
        id: 'sso:siti',
        role: 'immigration-officer',
        agency: 'IMMIGRATION',
        scopes: ['stability:read', 'permit:person'],
        areas: ['31.75', '31.74.01'],
        client: 'briefing-app',
        expiresAt: claims.exp,
      },
      purpose: null,
    });
  });
});

describe('over HTTP', () => {
  async function running() {
    const issuer = await issuerOf();
    const { file, remove } = await issuersFile([issuer]);
    closing.push(remove);
    const received: string[] = [];
    const graph = await runningGateway(
      (_body, _response, { headers }) => {
        received.push(JSON.stringify(headers));
        return { data: { a: 1 } };
      },
      { TOKEN_ISSUERS: file },
    );
    const ask = (headers: Record<string, string | string[]>) => send(graph.gateway.url, headers);
    return { issuer, graph, ask, received };
  }

  it('A1: a token that is not accepted is answered with 401, and nobody is asked, though anonymous may ask', async () => {
    const { graph, ask } = await running();
    expect(await ask({ authorization: 'Bearer aaaa.bbbb.cccc' })).toEqual({
      status: 401,
      authenticate: 'Bearer error="invalid_token"',
      body: { errors: [{ message: 'The token is not accepted.', extensions: { code: 'INVALID_TOKEN' } }] },
    });
    expect(graph.subgraph.requests).toEqual([]);
    expect(await ask({})).toMatchObject({ status: 200, body: { data: { a: 1 } } });
    // The operation is known by now.
    expect(await ask({ authorization: 'Bearer aaaa.bbbb.cccc' })).toMatchObject({ status: 401 });
  });

  it('A7: two headers are seen as they came', async () => {
    const { issuer, ask } = await running();
    const token = `Bearer ${await issuer.token()}`;
    expect(await ask({ authorization: token })).toMatchObject({ status: 200 });
    expect(await ask({ authorization: [token, token] })).toMatchObject({ status: 400 });
  });

  it('A8: a token, a cookie and a purpose go to no subgraph', async () => {
    const { issuer, ask, received } = await running();
    const token = await issuer.token();
    await ask({ authorization: `Bearer ${token}`, cookie: 'choco=late', 'x-purpose': 'audit' });
    expect(received).toHaveLength(1);
    for (const secret of [token, 'authorization', 'choco', 'cookie', 'x-purpose']) {
      expect(received[0]).not.toContain(secret);
    }
  });

  it('A6: readiness names an issuer whose keys cannot be read, and serves on', async () => {
    const { issuer, graph } = await running();
    issuer.served = null;
    await graph.gateway.authenticator.refresh();
    const ready = await fetch(new URL('/health/ready', graph.gateway.url));
    expect(await ready.json()).toMatchObject({ status: 'ready', issuersWithStaleKeys: ['sso'] });
    expect(graph.lines).toEqual(['The keys of the issuer sso cannot be read; those read before hold on.']);
  });
});

/** Sends a header that is given as a list once for each. */
async function send(url: string, headers: Record<string, string | string[]>) {
  return new Promise<{ status?: number; authenticate?: string | undefined; body: unknown }>((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
    sent.on('error', reject).end('{"query":"{ a }"}');
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          authenticate: response.headers['www-authenticate'],
          body: JSON.parse(text),
        }),
      );
    });
  });
}
