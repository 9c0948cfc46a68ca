import { request } from 'node:http';

import { afterEach, describe, expect, it } from '@jest/globals';

import { logLine } from '../../common/log-line';
import type { Received } from '../support/canned-subgraph';
import { type RunningGateway, runningGateway, stopGateways } from '../support/running-gateway';

// Rows of the threat table in docs/security.md: what must not go from one side to the other.
afterEach(stopGateways);

const json = { 'content-type': 'application/json' };
const body = '{"query":"{ a }"}';

/** Sends headers that fetch would not, by POST. */
function post(url: string, headers: Record<string, string | string[]>, sent = body): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', headers: { ...json, ...headers } }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    asking.once('error', reject).end(sent);
  });
}

describe('S5: headers of a client', () => {
  it('S5: never reach a subgraph, whatever they are called', async () => {
    const received: Received[] = [];
    const { gateway } = await runningGateway((_, __, each) => (received.push(each), { data: { a: 1 } }));
    const own = ['accept', 'accept-encoding', 'connection', 'content-length', 'content-type', 'host'];
    const sent = {
      authorization: 'Bearer secret',
      cookie: 'session=secret',
      'x-internal-user': 'admin',
      X_Internal_User: 'admin',
      'x-forwarded-for': '10.0.0.7',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=10.0.0.7',
      'simpul-audience': 'things',
      'simpul-identity': 'admin',
      signature: 'simpul=:AAAA:',
      'signature-input': 'simpul=()',
      'content-digest': 'sha-256=:AAAA:',
      'apollo-federation-include-trace': 'ftv1',
      connection: 'close, x-internal-user',
      te: 'trailers',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      'x-request-id': 'ask-1',
      'x-purpose': 'permit-renewal',
      host: 'evil.example',
    };
    expect(await post(gateway.url, sent)).toBe(200);
    expect(await post(gateway.url, sent)).toBe(200);
    expect(received).toHaveLength(2);
    for (const { headers } of received) {
      expect(Object.keys(headers).filter((name) => !own.includes(name))).toEqual([]);
      expect(JSON.stringify(headers)).not.toMatch(/secret|admin|evil|10\.0\.0\.7|ftv1|ask-1|trailers|permit-renewal/);
    }
  });

  it('S5: with a line break in a value are no request', async () => {
    const { gateway, subgraph } = await runningGateway(() => ({ data: { a: 1 } }));
    expect(() => request(gateway.url, { headers: { x: 'a\r\nx-internal-user: admin' } })).toThrow();
    expect(subgraph.requests).toEqual([]);
  });

  it('S5: of two megabytes are refused', async () => {
    const { gateway, subgraph } = await runningGateway(() => ({ data: { a: 1 } }));
    const status = await post(gateway.url, { x: 'y'.repeat(2_000_000) }).catch(() => 431);
    expect(status).toBe(431);
    expect(subgraph.requests).toEqual([]);
  });
});

describe('S7: headers of a subgraph', () => {
  it('S7: never reach a client', async () => {
    const { gateway } = await runningGateway((_, response) => {
      response.writeHead(200, {
        ...json,
        'set-cookie': 'session=stolen',
        'access-control-allow-origin': '*',
        'access-control-allow-credentials': 'true',
        'content-security-policy': "default-src 'unsafe-inline'",
        'cache-control': 'public, max-age=1000',
        location: 'https://evil.example',
        server: 'secret/1.0',
        'x-powered-by': 'secret',
        'x-request-id': 'theirs',
      });
      response.end('{"data":{"a":1},"extensions":{"secret":1}}');
      return undefined;
    });
    for (let times = 0; times < 2; times += 1) {
      const response = await fetch(gateway.url, { method: 'POST', headers: json, body });
      expect([...response.headers.keys()].sort()).toEqual([
        'cache-control',
        'connection',
        'content-length',
        'content-security-policy',
        'content-type',
        'cross-origin-resource-policy',
        'date',
        'keep-alive',
        'referrer-policy',
        'x-content-type-options',
        'x-request-id',
      ]);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-request-id')).not.toBe('theirs');
      expect(await response.json()).toEqual({ data: { a: 1 } });
    }
  });
});

describe('L9: traces', () => {
  it('L9: are told to no client, whatever it asks for', async () => {
    const answer = { data: { a: 1 }, extensions: { ftv1: 'secret', tracing: { version: 1 } } };
    const { gateway } = await runningGateway(() => answer);
    const headers = { ...json, 'apollo-federation-include-trace': 'ftv1', 'apollo-query-plan-experimental': '1' };
    const response = await fetch(gateway.url, { method: 'POST', headers, body });
    expect(await response.json()).toEqual({ data: { a: 1 } });
  });
});

describe('L5: what is between gateway and subgraphs', () => {
  it.each([
    '{ _service { sdl } }',
    '{ _entities(representations: []) { __typename } }',
    '{ __apollo: _service { sdl } }',
  ])('L5: is no field of the gateway, by POST or GET: %s', async (query) => {
    const { gateway, subgraph, ask } = await runningGateway(() => ({ data: { a: 1 } }));
    const address = `${gateway.url}?query=${encodeURIComponent(query)}`;
    const byGet = await fetch(address, { headers: { 'apollo-require-preflight': '1' } });
    for (const { status, body: told } of [
      await ask(query),
      { status: byGet.status, body: (await byGet.json()) as any },
    ]) {
      expect([status, told.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    }
    expect(subgraph.requests).toEqual([]);
  });
});

describe('D5: introspection', () => {
  it('D5: in circles is refused', async () => {
    const { ask } = await runningGateway(() => ({ data: { a: 1 } }));
    const circles = `${'fields { type { '.repeat(5)} name ${'} } '.repeat(5)}`;
    const { status, body: told } = await ask(`{ __schema { types { ${circles} } } }`);
    expect([status, told.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });
});

/** Asks with a person's data in every place of a request; each fails in its own way. */
async function askWithPerson({ gateway }: RunningGateway, person: string): Promise<string> {
  const text = encodeURIComponent(person);
  const headers = { ...json, authorization: `Bearer ${person.replace(/\W/g, '')}`, 'user-agent': text, referer: text };
  const bodies = [
    { query: '{ a }', variables: { name: person } },
    { query: `{ a } # ${person}` },
    { query: `query ($x: Int) { a }`, variables: { x: person } },
    { query: `{ a(name: ${JSON.stringify(person)}) }` },
    { query: '{ a }', operationName: person },
    { query: `mutation { change }`, variables: { name: person } },
    { query: '{ a }', extensions: { persistedQuery: { version: 1, sha256Hash: person } } },
    { id: person },
    person,
  ];
  const answers = await Promise.all(
    bodies.map(async (each) => {
      const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify(each) });
      return response.text();
    }),
  );
  const address = gateway.url.replace('/graphql', `/${text}?name=${text}`);
  answers.push(await (await fetch(address, { headers })).text());
  return answers.join('\n');
}

describe('L10, L6: the log', () => {
  const person = 'Budi Santoso, passport B1234567';
  const secrets = /Budi|Santoso|B1234567|10\.0\.0\.7|E11000|127\.0\.0\.1/;

  it.each([
    [
      'refuses',
      (): unknown => ({ errors: [{ message: `E11000 ${person} at 10.0.0.7`, path: ['a'] }], data: { a: null } }),
    ],
    ['breaks', (): unknown => person],
    ['sends another type', (): unknown => ({ data: { a: person, change: person } })],
  ])('L10: has no word of a person where a subgraph %s', async (_, answer) => {
    const running = await runningGateway(answer, { TRUSTED_DOCUMENTS_MODE: 'off' });
    await askWithPerson(running, person);
    expect(running.lines.length).toBeGreaterThan(0);
    expect(running.lines.filter((line) => secrets.test(line))).toEqual([]);
  });

  it('L6: has the id that the client is told, once for one cause in one answer', async () => {
    const errors = ['a', 'b'].map((name) => ({ message: `${person} at 10.0.0.7`, path: [name] }));
    const { gateway, lines } = await runningGateway(() => ({ errors, data: { a: null, b: null } }));
    const sent = '{"query":"{ a b }"}';
    for (const id of ['ask-1', 'ask-2']) {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { ...json, 'x-request-id': id },
        body: sent,
      });
      const told = (await response.json()) as any;
      expect(JSON.stringify(told)).not.toMatch(secrets);
      const ids = new Set(told.errors.map((error: any) => error.extensions.errorId));
      expect(ids.size).toBe(1);
      const [errorId] = ids;
      expect(errorId).toMatch(/^[\w-]{8}$/);
      expect(lines.at(-1)).toBe(`error ${String(errorId)} SUBGRAPH_ERROR subgraph things request ${id}`);
    }
    expect(lines).toHaveLength(2);
  });

  it('L6: has none for what the client did', async () => {
    const { ask, lines } = await runningGateway(() => ({ data: { a: 1 } }));
    const { body: told } = await ask('{ none }');
    expect(told.errors[0].extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
    expect(lines).toEqual([]);
  });
});

describe('M13: a line of the log', () => {
  it.each(['a\nb', 'a\r\nb', 'a\u2028b', 'a\u2029b', '\u001b[31mred', 'a\u0000b', 'a\u202eb', '\u009b31m'])(
    'M13: is one line without commands to a terminal: %j',
    (text) => {
      // eslint-disable-next-line no-control-regex
      expect(logLine(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
    },
  );

  it('M13: is cut when it is long', () => {
    expect(logLine('x'.repeat(1_000_000)).length).toBeLessThan(1_100);
  });

  it('M13: takes no request id that is more than an id, and no operation name', async () => {
    const { gateway, lines } = await runningGateway((_, response) => void response.writeHead(500).end());
    const sent = JSON.stringify({ query: 'query Evil { a }', operationName: 'Evil' });
    for (const id of ['a b', 'x'.repeat(65), 'a,error', '{"a":1}']) {
      await fetch(gateway.url, { method: 'POST', headers: { ...json, 'x-request-id': id }, body: sent });
    }
    expect(lines).toHaveLength(4);
    for (const line of lines)
      expect(line).toMatch(/^error [\w-]{8} SUBGRAPH_HTTP_ERROR subgraph things request [\da-f-]{36}$/);
  });
});
