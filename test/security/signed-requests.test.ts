import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { identityText, nobody, nobodyText } from '../../common/identity';
import { secondsNow, type SigningKey, signRequest } from '../../common/message-signature';
import { readSettings } from '../../common/settings';
import { randomSubgraphKeys, subgraphKeySettings } from '../../common/subgraph-keys';
import { runGateway } from '../../gateway/main';
import { startStore } from '../../store/main';
import { type RunningSubgraph, runSubgraph } from '../../subgraphs/main';
import { type RunningGraph, runningGraph } from '../support/running-graph';

const [older, newer, stranger] = ['older', 'newer', 'stranger'].map((id) => ({
  id,
  text: randomSubgraphKeys().replace('start', id),
})) as [Named, Named, Named];

interface Named {
  readonly id: string;
  readonly text: string;
}

function keyOf({ text }: Named): SigningKey {
  const [key] = readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: text }).subgraphKeys;
  if (key === undefined) throw new Error('No key.');
  return key;
}

const body = '{"query":"{ __typename }","variables":{"x":1,"y":2}}';
const refusal = {
  errors: [{ message: 'The request is not signed as it must be.', extensions: { code: 'UNSIGNED_REQUEST' } }],
};

let store: Awaited<ReturnType<typeof startStore>>;
let env: Record<string, string>;
let subgraph: RunningSubgraph;

beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
  env = {
    MONGODB_URI: store.uri,
    SIMPUL_DATABASE_PREFIX: `signed_${randomUUID().slice(0, 8)}`,
    PERMITS_PORT: '0',
    SUBGRAPH_KEYS: `${newer.text},${older.text}`,
  };
  subgraph = await runSubgraph('permits', env);
}, 60_000);

afterAll(async () => {
  await subgraph.stop();
  await store.stop();
});

function headersOf(change: Partial<Parameters<typeof signRequest>[0]> = {}, key = newer, created = secondsNow()) {
  return signRequest(
    { method: 'POST', path: '/graphql', audience: 'permits', identity: nobodyText, body, ...change },
    keyOf(key),
    created,
  );
}

async function post(headers: object, sent = body) {
  const response = await fetch(subgraph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: sent,
  });
  return { status: response.status, answer: await response.json() };
}

const good = { status: 200, answer: { data: { __typename: 'Query' } } };
const refused = { status: 401, answer: refusal };

describe('S1: direct access to a subgraph', () => {
  it('is answered with a good signature', async () => {
    expect(await post(headersOf())).toEqual(good);
  });

  it.each([
    ['no signature', () => ({})],
    ['a signature by a key that the subgraph does not have', () => headersOf({}, stranger)],
    [
      'a key id that the subgraph has, and another key',
      () => headersOf({}, { ...stranger, text: stranger.text.replace('stranger', 'newer') }),
    ],
    ['a signature from before the window', () => headersOf({}, newer, secondsNow() - 40)],
    ['a signature from the future', () => headersOf({}, newer, secondsNow() + 40)],
    ['a signature for another subgraph', () => headersOf({ audience: 'security' })],
    [
      'a signature for another subgraph, relabelled',
      () => ({ ...headersOf({ audience: 'security' }), 'simpul-audience': 'permits' }),
    ],
    ['a signature for another path', () => headersOf({ path: '/other' })],
    ['a signature for another method', () => headersOf({ method: 'GET' })],
    ['a signature for another body', () => headersOf({ body: body.replace('1', '9') })],
    [
      'a signature for the same variables in another order',
      () => headersOf({ body: body.replace('"x":1,"y":2', '"y":2,"x":1') }),
    ],
    [
      'a signature for another identity',
      () => ({ ...headersOf(), 'simpul-identity': identityText({ ...nobody, viewer: 'x:y' }) }),
    ],
    ['a signature without the digest that it covers', () => ({ ...headersOf(), 'content-digest': '' })],
  ])('is refused with %s', async (_, headers) => {
    expect(await post(headers())).toEqual(refused);
  });

  it('is refused when a nonce comes twice', async () => {
    const headers = headersOf();
    expect(await post(headers)).toEqual(good);
    expect(await post(headers)).toEqual(refused);
  });

  it('is refused when the body was taken away, or sent as another type', async () => {
    const response = await fetch(subgraph.url, { method: 'POST', headers: { ...headersOf() } });
    expect(response.status).toBe(401);
    expect((await post({ ...headersOf(), 'content-type': 'text/plain' }, 'other')).status).toBe(415);
  });

  it('is refused before the body is looked at', async () => {
    expect(await post({}, 'not JSON')).toEqual(refused);
  });

  it('leaves /health open', async () => {
    const response = await fetch(new URL('/health', subgraph.url));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok', subgraph: 'permits' });
  });

  it('needs no signature on loopback without keys, and nothing else is listened on', async () => {
    const open = { ...env, SUBGRAPH_KEYS: '' };
    await expect(runSubgraph('permits', { ...open, SUBGRAPH_HOST: '0.0.0.0' })).rejects.toThrow(
      'permits: without SUBGRAPH_KEYS it listens on a loopback address only, not on 0.0.0.0',
    );
    const unsigned = await runSubgraph('permits', open);
    try {
      expect(unsigned.isSigned).toBe(false);
      const headers = { 'content-type': 'application/json' };
      expect((await fetch(unsigned.url, { method: 'POST', headers, body })).status).toBe(200);
    } finally {
      await unsigned.stop();
    }
  });
});

describe('S2: the signature scheme', () => {
  it.each([-25, 25])('allows for clocks that differ by %i seconds', async (seconds) => {
    expect(await post(headersOf({}, newer, secondsNow() + seconds))).toEqual(good);
  });

  it('takes two keys at once, so that they can be changed while everything runs', async () => {
    expect(await post(headersOf({}, older))).toEqual(good);
    expect(await post(headersOf({}, newer))).toEqual(good);
  });

  it('covers method, path, digest, audience, time and nonce, and names key and algorithm', () => {
    expect(headersOf()['signature-input']).toMatch(
      /^simpul=\("@method" "@path" "content-digest" "simpul-audience" "simpul-identity"\);created=\d+;nonce="[\w-]{22}";keyid="newer";alg="hmac-sha256"$/,
    );
  });
});

describe('S1 over the whole graph', () => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await runningGraph();
  }, 60_000);
  afterAll(() => graph.stop());

  const question = '{ areas(first: 1) { nodes { code permitSignals { month } } } }';

  it('the gateway is answered by subgraphs that answer nobody else', async () => {
    const { data, errors } = await graph.ask(question, {}, { as: 'analyst' });
    expect(errors).toBeUndefined();
    expect(data.areas.nodes[0].permitSignals.length).toBeGreaterThan(0);
    for (const url of Object.values(graph.subgraphUrls)) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual(refusal);
    }
  });

  it.each([
    ['without keys', ''],
    ['with another key', stranger.text],
  ])('a gateway %s is told that it is refused, not why', async (_, keys) => {
    const urls = Object.entries(graph.subgraphUrls).map(([name, url]) => `${name}=${url}`);
    const gateway = await runGateway({ ...graph.env, SUBGRAPH_URLS: urls.join(','), SUBGRAPH_KEYS: keys });
    try {
      const headers = { 'content-type': 'application/json', ...(await graph.bearer('analyst')) };
      const sent = JSON.stringify({ query: question });
      const response = await fetch(gateway.url, { method: 'POST', headers, body: sent });
      const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
      expect(errors[0]?.extensions.code).toBe('SUBGRAPH_HTTP_ERROR');
      expect(errors[0]?.message).toBe('A subgraph refused the request.');
    } finally {
      await gateway.stop();
    }
  });
});
