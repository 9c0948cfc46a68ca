import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import type { SubgraphAnswer } from '../../../gateway/transport/read-answer';
import { SubgraphClients } from '../../../gateway/transport/subgraph-clients';
import { type Canned, type CannedSubgraph, cannedSubgraph } from '../../support/canned-subgraph';

/** Rows R1 to R13 of the fault table that docs/executor.md names, at one subgraph; what the operation makes of them is told in test/federation. */
let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

const loopback = [{ host: '127.0.0.1', isSuffix: false, port: null }];

interface Options {
  timeoutMs?: number;
  answerBytes?: number;
  share?: boolean;
}

function clientsOf(url: string, { timeoutMs = 5_000, answerBytes = 100_000, share = true }: Options = {}) {
  const clients = new SubgraphClients([{ name: 'permits', url }], {
    urls: new Map(),
    hosts: loopback,
    limits: { timeoutMs, answerBytes },
    timeouts: new Map(),
    share,
  });
  closing.push(() => clients.close());
  const ask = (mayRepeat = true, signal?: AbortSignal, body = '{"query":"{ a }"}'): Promise<SubgraphAnswer> =>
    clients.ask('permits', body, { mayRepeat, signal }).then((answer) => answer.read('permits'));
  return { clients, ask };
}

async function subgraphThat(answer: Canned, options?: Options) {
  const subgraph = await cannedSubgraph(answer);
  closing.push(() => subgraph.close());
  return { subgraph, ...clientsOf(subgraph.url, options) };
}

/** A server below HTTP: what it does with each connection, by its number. */
async function socketThat(handle: (socket: Socket, connection: number) => void, options?: Options) {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server: Server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => handle(socket, (connections += 1)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return { connections: () => connections, ...clientsOf(url, options) };
}

const failure = (code: string) =>
  expect.objectContaining({
    extensions: { code, subgraph: 'permits' },
    message: expect.not.stringMatching(/127\.0|ECONN|html|internal/),
  });
const json = (
  response: ServerResponse,
  text: string | Buffer,
  headers: Record<string, string> = {},
  status = 200,
): void => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
const good = { data: { a: 1 } };
const whole = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 16\r\n\r\n{"data":{"a":1}}';

describe('a subgraph that answers', () => {
  it('is given back as it is, data and errors', async () => {
    const answer = { data: { a: 1 }, errors: [{ message: 'b is away', path: ['b'] }] };
    const { ask } = await subgraphThat(() => answer);
    expect(await ask()).toEqual(answer);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/graphql-response+json'])(
    'may name its media type %s',
    async (type) => {
      const { ask } = await subgraphThat((_, response) => json(response, '{"data":{"a":1}}', { 'content-type': type }));
      expect(await ask()).toEqual(good);
    },
  );
});

describe('a subgraph that', () => {
  it('R1 never answers: SUBGRAPH_TIMEOUT, and the connection is ended', async () => {
    const ended: Promise<void>[] = [];
    const { ask } = await socketThat(
      (socket) => ended.push(new Promise((resolve) => socket.once('close', () => resolve()))),
      { timeoutMs: 60 },
    );
    await expect(ask()).rejects.toEqual(failure('SUBGRAPH_TIMEOUT'));
    await Promise.all(ended);
    expect(ended).toHaveLength(1);
  });

  it.each([502, 503, 504, 429])('R2 answers %i once: a query is asked again', async (status) => {
    let asked = 0;
    const { ask } = await subgraphThat((_, response) => ((asked += 1) === 1 ? json(response, 'no', {}, status) : good));
    expect(await ask()).toEqual(good);
    expect(asked).toBe(2);
  });

  it.each([500, 503, 429])('R2 keeps answering %i: SUBGRAPH_HTTP_ERROR after at most two tries', async (status) => {
    let asked = 0;
    const { ask } = await subgraphThat((_, response) => {
      asked += 1;
      json(response, '<html>host-17.internal</html>', { 'content-type': 'text/html' }, status);
    });
    await expect(ask()).rejects.toEqual(failure('SUBGRAPH_HTTP_ERROR'));
    expect(asked).toBe(status === 500 ? 1 : 2);
  });

  it('R2 answers 503 to a mutation: it is never asked again', async () => {
    const { ask, subgraph } = await subgraphThat((_, response) => json(response, 'no', {}, 503));
    await expect(ask(false)).rejects.toEqual(failure('SUBGRAPH_HTTP_ERROR'));
    expect(subgraph.requests).toHaveLength(1);
  });

  it('R2 says Retry-After later than the deadline: it is not waited for', async () => {
    const { ask, subgraph } = await subgraphThat((_, response) => json(response, 'no', { 'retry-after': '60' }, 429));
    await expect(ask()).rejects.toEqual(failure('SUBGRAPH_HTTP_ERROR'));
    expect(subgraph.requests).toHaveLength(1);
  });

  const notGraphQL: [string, (response: ServerResponse) => void][] = [
    ['HTML', (response) => json(response, '<html>host-17.internal</html>', { 'content-type': 'text/html' })],
    ['HTML that says it is JSON', (response) => json(response, '<html></html>')],
    ['nothing', (response) => json(response, '')],
    ['null', (response) => json(response, 'null')],
    ['a list', (response) => json(response, '[]')],
    ['a number', (response) => json(response, '42')],
    ['broken JSON', (response) => json(response, '{"data":{"a"')],
    [
      'JSON under another media type',
      (response) => json(response, '{"data":{"a":1}}', { 'content-type': 'text/plain' }),
    ],
    ['a byte order mark', (response) => json(response, '\ufeff{"data":{"a":1}}')],
    ['bytes that are not UTF-8', (response) => json(response, Buffer.from('{"data":{"a":"\xff"}}', 'latin1'))],
    ['neither data nor errors', (response) => json(response, '{}')],
    ['data that is a list', (response) => json(response, '{"data":[1]}')],
    ['errors without messages', (response) => json(response, '{"errors":[{}]}')],
    ['a compressed answer', (response) => json(response, 'x', { 'content-encoding': 'gzip' })],
  ];
  it.each(notGraphQL)('R3 answers with %s: SUBGRAPH_INVALID_RESPONSE, its text not shown', async (_, send) => {
    const { ask } = await subgraphThat((_request, response) => send(response));
    await expect(ask()).rejects.toEqual(failure('SUBGRAPH_INVALID_RESPONSE'));
  });

  it.each([400, 422, 500])('R4 answers %i with a GraphQL body: the body is used', async (status) => {
    const answer = { errors: [{ message: 'first: -1 must be from 1 to 100' }] };
    const { ask } = await subgraphThat((_, response) => json(response, JSON.stringify(answer), {}, status));
    expect(await ask()).toEqual(answer);
  });

  it('R10 answers with keys of a prototype: they are data and reach no prototype', async () => {
    const text = '{"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1,"a":2}}';
    const { ask } = await subgraphThat((_, response) => json(response, text));
    const { data } = await ask();
    expect(Object.hasOwn(data ?? {}, '__proto__')).toBe(true);
    expect(data?.a).toBe(2);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('R11 trickles: the deadline counts to the last byte', async () => {
    const { ask } = await subgraphThat(
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 10);
        response.once('close', () => clearInterval(drip));
      },
      { timeoutMs: 120 },
    );
    await expect(ask()).rejects.toEqual(failure('SUBGRAPH_TIMEOUT'));
  });

  it('R11 sends without end: SUBGRAPH_RESPONSE_TOO_LARGE at the cap, and the connection is ended', async () => {
    let sent = 0;
    let ended: Promise<unknown> = Promise.resolve();
    const { ask } = await subgraphThat((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      ended = new Promise((resolve) => response.once('close', resolve));
      const part = Buffer.alloc(16_384, ' ');
      const more = (): void => {
        while (!response.destroyed && response.write(part)) sent += part.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(ask()).rejects.toEqual(failure('SUBGRAPH_RESPONSE_TOO_LARGE'));
    await ended;
    expect(sent).toBeLessThan(50_000_000);
  });

  it('R12 refuses the connection: SUBGRAPH_UNAVAILABLE', async () => {
    const { ask, subgraph } = await subgraphThat(() => good);
    await subgraph.close();
    closing = closing.filter((_, index) => index !== 0);
    await expect(ask()).rejects.toEqual(failure('SUBGRAPH_UNAVAILABLE'));
  });

  it('R12 resets before a byte of the answer: a query is asked again on a fresh connection', async () => {
    const { ask, connections } = await socketThat((socket, connection) =>
      connection === 1 ? socket.resetAndDestroy() : socket.write(whole),
    );
    expect(await ask()).toEqual(good);
    expect(connections()).toBe(2);
  });

  it('R12 resets before a byte of the answer to a mutation: it is not asked again', async () => {
    const { ask, connections } = await socketThat((socket) => socket.resetAndDestroy());
    await expect(ask(false)).rejects.toEqual(failure('SUBGRAPH_UNAVAILABLE'));
    expect(connections()).toBe(1);
  });

  it('R12 resets in the middle of the answer: it is not asked again, and the half is not used', async () => {
    const { ask, connections } = await socketThat((socket) =>
      socket.write(whole.slice(0, -8), () => socket.resetAndDestroy()),
    );
    await expect(ask()).rejects.toEqual(failure('SUBGRAPH_UNAVAILABLE'));
    expect(connections()).toBe(1);
  });

  it.each([301, 302, 307, 308])(
    'R13 redirects with %i: SUBGRAPH_REDIRECT, and the other place is not asked',
    async (status) => {
      const other: CannedSubgraph = await cannedSubgraph(() => ({ data: { a: 'from elsewhere' } }));
      closing.push(() => other.close());
      const { ask } = await subgraphThat(
        (_, response) => void response.writeHead(status, { location: other.url }).end(),
      );
      await expect(ask()).rejects.toEqual(failure('SUBGRAPH_REDIRECT'));
      expect(other.requests).toEqual([]);
    },
  );

  it('is not there by that name: SUBGRAPH_UNAVAILABLE', async () => {
    const { clients } = await subgraphThat(() => good);
    await expect(clients.ask('nobody', '{}', { mayRepeat: true })).rejects.toMatchObject({
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'nobody' },
    });
  });
});

describe('equal questions at the same time', () => {
  /** Answers when `open` is called. */
  function gate() {
    let open: (value: unknown) => void = () => undefined;
    const opened = new Promise((resolve) => (open = resolve));
    return { opened, open: () => open(undefined) };
  }

  it('are asked once, and each gets an answer of its own to complete', async () => {
    const { opened, open } = gate();
    const { ask, subgraph } = await subgraphThat(async () => (await opened, { data: { a: { b: 1 } } }));
    const answers = [ask(), ask(), ask()];
    open();
    const [first, second] = await Promise.all(answers);
    expect(subgraph.requests).toHaveLength(1);
    expect(first).toEqual(second);
    expect(first?.data).not.toBe(second?.data);
  });

  it('are each asked when they are mutations, when bodies differ, or when sharing is off', async () => {
    const { ask, subgraph } = await subgraphThat(() => good);
    await Promise.all([ask(false), ask(false)]);
    expect(subgraph.requests).toHaveLength(2);
    await Promise.all([ask(true, undefined, '{"query":"{ b }"}'), ask(true, undefined, '{"query":"{ c }"}')]);
    expect(subgraph.requests).toHaveLength(4);
    const off = await subgraphThat(() => good, { share: false });
    await Promise.all([off.ask(), off.ask()]);
    expect(off.subgraph.requests).toHaveLength(2);
  });

  it('go on while one who asked is still there, and end when the last has left', async () => {
    const left = gate();
    const came = gate();
    const { ask } = await subgraphThat((_, response) => {
      came.open();
      response.once('close', left.open);
      return undefined;
    });
    const [one, two] = [new AbortController(), new AbortController()];
    const answers = [ask(true, one.signal), ask(true, two.signal)].map((answer) =>
      answer.catch((error: unknown) => error),
    );
    await came.opened;
    one.abort();
    two.abort();
    await left.opened;
    expect(await Promise.all(answers)).toEqual([failure('SUBGRAPH_UNAVAILABLE'), failure('SUBGRAPH_UNAVAILABLE')]);
  });
});
