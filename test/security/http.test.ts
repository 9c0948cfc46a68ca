import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { request } from 'node:http';
import type { Socket } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { type EndpointParts, type HttpEndpoint, httpEndpoint } from '../support/http-endpoint';
import { rawConnection, readRaw, sendRaw } from '../support/raw-http';

// Rows of the threat table in docs/security.md: what HTTP may be.
let running: HttpEndpoint[] = [];
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  running = [];
});

async function serve(parts?: EndpointParts): Promise<HttpEndpoint> {
  const endpoint = await httpEndpoint(parts);
  running.push(endpoint);
  return endpoint;
}

/** An endpoint that counts what it runs. */
async function counting() {
  const operations: string[] = [];
  const { url } = await serve({
    run: (_, { operation }) => {
      operations.push(operation.operation);
      return Promise.resolve({ text: '{"a":1}', errors: [], cost: 0 });
    },
  });
  return { url, operations };
}

async function told(response: Response): Promise<[status: number, code: unknown]> {
  const type = response.headers.get('content-type') ?? '';
  expect(type).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
  const { errors } = (await response.json()) as any;
  return [response.status, errors?.[0]?.extensions.code];
}

const json = { 'content-type': 'application/json' };
const body = '{"query":"{ a }"}';
const change = encodeURIComponent('mutation { change }');
const post = (headers: string, sent: string): string =>
  `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${sent}`;

describe('A18: what a page of another origin can send without being asked about', () => {
  it.each([
    'text/plain',
    'text/plain;application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    'application/graphql',
  ])('A18: a body of the type %s is refused with 415, however often the query came', async (type) => {
    const { url, operations } = await counting();
    await fetch(url, { method: 'POST', headers: json, body });
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
    expect(await told(response)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(operations).toEqual(['query']);
  });

  it('A18: a body without a type is refused', async () => {
    const { url, operations } = await counting();
    const answer = await sendRaw(
      url,
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    expect(readRaw(answer).status).toBe(415);
    expect(operations).toEqual([]);
  });

  it('A18: a mutation by GET is refused with 405 and does nothing', async () => {
    const { url, operations } = await counting();
    const response = await fetch(`${url}?query=${change}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(response.headers.get('allow')).toBe('POST');
    expect(await told(response)).toEqual([405, 'BAD_REQUEST']);
    expect(operations).toEqual([]);
  });

  it('A18: a GET that no preflight was needed for is refused', async () => {
    const { url, operations } = await counting();
    expect(await told(await fetch(`${url}?query={a}`))).toEqual([400, 'BAD_REQUEST']);
    expect(operations).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'message/http', 'text/', '!'])(
    'A18: a GET with the content-type %s is refused',
    async (type) => {
      const { url, operations } = await counting();
      const response = await fetch(`${url}?query={a}`, { headers: { 'content-type': type } });
      const [status, code] = await told(response);
      expect([[400, 415].includes(status), code]).toEqual([true, 'BAD_REQUEST']);
      expect(operations).toEqual([]);
    },
  );

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('A18: %s is refused with 405', async (method) => {
    const { url, operations } = await counting();
    const response = await fetch(url, { method, headers: { 'apollo-require-preflight': '1' } });
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await told(response)).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(operations).toEqual([]);
  });
});

describe('C5: an answer', () => {
  it.each([
    ['of an operation', 'POST', '', body],
    ['of a known operation', 'POST', '', body],
    ['that refuses', 'POST', '', '{'],
    ['of a path that is not there', 'GET', '/none', undefined],
    ['of a path that is none', 'GET', '/%', undefined],
    ['of health', 'GET', '/health/live', undefined],
  ])('C5: %s is stored by nobody, framed by nobody and taken for nothing else', async (_, method, path, sent) => {
    const { url } = await serve();
    await fetch(url, { method: 'POST', headers: json, body });
    const address = path === '' ? url : url.replace('/graphql', path);
    const { headers } = await fetch(address, { method, ...(sent && { headers: json, body: sent }) });
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('C5: has the id that a proxy gave its request, and one of its own for what is no id', async () => {
    const { url } = await serve();
    const idFor = async (id: string) =>
      (await fetch(url, { method: 'POST', headers: { ...json, 'x-request-id': id }, body })).headers.get(
        'x-request-id',
      );
    expect(await idFor('proxy-1.a_B')).toBe('proxy-1.a_B');
    expect(await idFor('proxy-2')).toBe('proxy-2');
    for (const id of ['a b', 'a,b', '"', 'x'.repeat(65), '']) expect(await idFor(id)).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('D11, S10: a body of JSON', () => {
  it.each([
    ['lists', '{"query":"{ a }","variables":{"x":', '[', 400_000],
    ['objects', '{"query":"{ a }","variables":{"x":', '{"x":', 100_000],
    ['lists behind a quote in a text', '{"query":"{ a } #\\"","variables":{"x":', '[', 65],
  ])('D11: that nests too deep is refused before it is read: %s', async (_, start, open, levels) => {
    const { url } = await serve();
    const response = await fetch(url, { method: 'POST', headers: json, body: start + open.repeat(levels) });
    const text = await response.clone().text();
    expect(await told(response)).toEqual([400, 'BAD_REQUEST']);
    expect(text).toContain('64 levels');
  });

  it('D11: may have brackets in its texts as it likes, and 64 levels', async () => {
    const { url } = await serve();
    const query = JSON.stringify(`{ a } # "\\" ${'['.repeat(300)}`);
    const levels = 62;
    const sent = `{"query":${query},"variables":{"x":${'['.repeat(levels)}${']'.repeat(levels)}}}`;
    expect((await fetch(url, { method: 'POST', headers: json, body: sent })).status).toBe(200);
  });

  it.each([
    '{"query":"{ a }","__proto__":{"polluted":1}}',
    '{"query":"{ a }","variables":{"__proto__":{"polluted":1}}}',
    '{"query":"{ a }","variables":{"constructor":{"prototype":{"polluted":1}}}}',
    '{"query":"{ a }","extensions":{"\\u005f_proto__":{"polluted":1}}}',
  ])('S10: with a prototype among its keys is refused: %s', async (sent) => {
    const { url } = await serve();
    expect(await told(await fetch(url, { method: 'POST', headers: json, body: sent }))).toEqual([400, 'BAD_REQUEST']);
    expect(({} as any).polluted).toBeUndefined();
  });

  it.each(['prototype', 'constructor', 'toString', 'hasOwnProperty'])('S10: may call a variable %s', async (name) => {
    const { url } = await serve();
    const sent = JSON.stringify({
      query: `query ($${name}: Boolean!) { a @skip(if: $${name}) }`,
      variables: { [name]: false },
    });
    expect((await fetch(url, { method: 'POST', headers: json, body: sent })).status).toBe(200);
  });

  it('D4: is one operation, not ten thousand', async () => {
    const { url, operations } = await counting();
    const batch = JSON.stringify(Array.from({ length: 10_000 }, () => ({ query: '{ a }' })));
    expect(await told(await fetch(url, { method: 'POST', headers: json, body: batch }))).toEqual([400, 'BAD_REQUEST']);
    expect(operations).toEqual([]);
  });
});

describe('D14, D15: a body that is too large or compressed', () => {
  const large = 5_000;
  const env = { REQUEST_BYTES: '4096' };

  it('D14: is refused by its length alone, and the connection closed', async () => {
    const { url } = await serve({ env });
    const answer = readRaw(await sendRaw(url, post(`content-length: ${large}`, '')));
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(answer.headers.connection).toBe('close');
  });

  it('D14: is refused at the cap when its length is not told, and the connection closed', async () => {
    const { url } = await serve({ env });
    const chunk = `${large.toString(16)}\r\n${' '.repeat(large)}\r\n`;
    const answer = readRaw(await sendRaw(url, post('transfer-encoding: chunked', chunk)));
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(answer.headers.connection).toBe('close');
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, gzip, gzip', 'identity, gzip', 'x'])(
    'D15: is not taken with the content-encoding %s',
    async (encoding) => {
      const { url } = await serve();
      const headers = { ...json, 'content-encoding': encoding };
      expect(await told(await fetch(url, { method: 'POST', headers, body }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    },
  );
});

describe('D16: a client that takes its time', () => {
  const quick = { headersMs: 60, requestMs: 90, lookMs: 15 };

  it.each([
    ['headers', 'POST /graphql HTTP/1.1\r\nhost: localhost\r\n'],
    ['body', post('content-length: 100', '{')],
  ])('D16: is told so and left when its %s do not come', async (_, sent) => {
    const { url } = await serve({ times: quick });
    const answer = readRaw(await sendRaw(url, sent));
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([408, 'REQUEST_TIMEOUT']);
  });

  it('D16: is left when it does not read its answer', async () => {
    const text = `{"a":"${'x'.repeat(30_000_000)}"}`;
    const { url } = await serve({
      times: { stalledMs: 50 },
      run: () => Promise.resolve({ text, errors: [], cost: 0 }),
    });
    const closed = new Promise<void>((resolve) => {
      const see = (message: unknown): void => {
        unsubscribe('net.server.socket', see);
        (message as { socket: Socket }).socket.once('close', () => resolve());
      };
      subscribe('net.server.socket', see);
    });
    const socket = rawConnection(url);
    socket.pause();
    socket.write(post(`content-length: ${body.length}`, body));
    await closed;
    socket.destroy();
  });

  it('D16: is answered, however long its answer is in the making', async () => {
    let looked = 0;
    const { url } = await serve({
      times: { stalledMs: 20 },
      // Three times as long as a client may stall.
      run: () =>
        new Promise((resolve) => {
          const look = (): void => {
            looked += 1;
            if (looked < 3) setTimeout(look, 25);
            else resolve({ text: '{"a":1}', errors: [], cost: 0 });
          };
          look();
        }),
    });
    expect(await (await fetch(url, { method: 'POST', headers: json, body })).json()).toEqual({ data: { a: 1 } });
  });
});

describe('D17, S6: headers', () => {
  it('D17: more than a hundred are refused, a hundred are not', async () => {
    const { url } = await serve();
    const ask = (count: number) =>
      new Promise<number | undefined>((resolve) => {
        const own = { ...json, 'content-length': String(body.length), connection: 'close', host: 'localhost' };
        const more = Array.from({ length: count - 4 }, (_, index) => [`x-${index}`, '1']);
        request(url, { method: 'POST', headers: { ...own, ...Object.fromEntries(more) } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end(body);
      });
    expect(await ask(101)).toBe(431);
    expect(await ask(100)).toBe(200);
  });

  it('D17: of 17 KB are refused, in JSON', async () => {
    const { url } = await serve();
    const answer = readRaw(await sendRaw(url, post(`x: ${'y'.repeat(17_000)}`, '')));
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([431, 'HEADERS_TOO_LARGE']);
  });

  it.each([
    ['both length and chunks', post('content-length: 5\r\ntransfer-encoding: chunked', '0\r\n\r\n')],
    ['chunks and length', post('transfer-encoding: chunked\r\ncontent-length: 5', '0\r\n\r\n')],
    ['two lengths', post('content-length: 17\r\ncontent-length: 5', body)],
    ['two lengths in one', post('content-length: 17, 5', body)],
    ['a length with a sign', post('content-length: +17', body)],
    ['chunks of another kind', post('transfer-encoding: xchunked', '0\r\n\r\n')],
    ['a line that ends in LF alone', 'POST /graphql HTTP/1.1\nhost: localhost\ncontent-length: 0\n\n'],
    ['a folded line', post('x: a\r\n b: c\r\ncontent-length: 5, 6', body)],
    ['a space before the colon', post('content-length : 17', body)],
    ['no host', 'GET /graphql HTTP/1.1\r\n\r\n'],
    ['bytes that are no HTTP', 'hello\r\n\r\n'],
  ])('S6: that could be read in two ways are refused with 400 and the connection closed: %s', async (_, sent) => {
    const { url, operations } = await counting();
    const answer = await sendRaw(url, sent);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(operations).toEqual([]);
  });

  it('S6: refused ones are told in JSON', async () => {
    const { url } = await serve();
    const answer = readRaw(await sendRaw(url, post('content-length: 17\r\ncontent-length: 5', body)));
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.body.errors[0].extensions.code).toBe('BAD_REQUEST');
  });
});

describe('L12: a path', () => {
  it.each([
    '/graphql/../admin',
    '//admin',
    '//graphql',
    '/%2e%2e',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2fadmin',
    '/graphql/',
    '/graphql%00',
    '/assets/../../package.json',
    '/assets/%2e%2e%2fpackage.json',
    '/%',
    '/metrics',
    '/admin',
    '/server-info',
  ])('L12: that is none of ours is not found, in JSON, and not repeated: %s', async (path) => {
    const { url } = await serve();
    const answer = await sendRaw(url, `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    const { status, body: refusal } = readRaw(answer);
    expect(status).toBe(404);
    expect(refusal).toEqual({
      errors: [{ message: 'Nothing is served at this path.', extensions: { code: 'ROUTE_NOT_FOUND' } }],
    });
  });
});

describe('L8: the console', () => {
  it('L8: is none of GraphQL: a browser at /graphql gets a refusal in JSON', async () => {
    const { url } = await serve();
    const response = await fetch(url, { headers: { accept: 'text/html' } });
    expect(await told(response)).toEqual([400, 'BAD_REQUEST']);
  });

  it.each(['/', '/explorer'])('L8: the page %s loads nothing of others and may not be framed', async (path) => {
    const { url } = await serve();
    const response = await fetch(url.replace('/graphql', path));
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'; frame-ancestors 'none'");
    expect(await response.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
  });
});

describe('a refusal', () => {
  it.each([
    ['application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['text/html', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
  ])('is JSON, in the form that is accepted: %s', async (accept, type) => {
    const { url } = await serve();
    const unknown = await fetch(url.replace('/graphql', '/none'), { headers: { accept } });
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, type]);
    const unreadable = await fetch(url, { method: 'POST', headers: { ...json, accept }, body: '{' });
    expect([unreadable.status, unreadable.headers.get('content-type')]).toEqual([400, type]);
  });

  it('of a known operation that fails is 500 with an id, under which the log tells where', async () => {
    let runs = 0;
    const { url, lines } = await serve({
      run: () => {
        runs += 1;
        if (runs > 1) throw new TypeError('Budi, passport B1234567');
        return Promise.resolve({ text: '{"a":1}', errors: [], cost: 0 });
      },
    });
    const ask = () => fetch(url, { method: 'POST', headers: { ...json, 'x-request-id': 'ask-1' }, body });
    await ask();
    const response = await ask();
    const { errors } = (await response.json()) as any;
    expect([response.status, errors[0].extensions.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
    const { errorId } = errors[0].extensions;
    expect(lines).toEqual([expect.stringMatching(`^error ${errorId} INTERNAL_SERVER_ERROR reason TypeError`)]);
    expect(lines[0]).toMatch(/ at gateway\/[\w/.-]+:\d+:\d+ request ask-1$/);
  });
});
