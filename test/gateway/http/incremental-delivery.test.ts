import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { readSettings } from '../../../common/settings';
import { gatewaySettings } from '../../../gateway/config';
import { startGateway } from '../../../gateway/gateway';
import { type Canned, cannedSubgraph } from '../../support/canned-subgraph';
import { askMultipart } from '../../support/multipart';
import { issuersFile, tokenIssuer } from '../../support/token-issuer';

const legacy = 'multipart/mixed; deferSpec=20220824';
const current = 'multipart/mixed; incrementalSpec=v0.2';

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const areas = `${link}
  type Query { areas: [Area!]! area: Area }
  type Mutation { rename: Area }
  type Area @key(fields: "code") { code: ID! name: String }`;
const scores = `${link}
  type Area @key(fields: "code") { code: ID! score: Int! parts: [Part!] }
  type Part { label: String }`;

function supergraphOf(urls: { readonly areas: string; readonly scores: string }, more = ''): string {
  const { supergraphSdl } = composeServices([
    { name: 'areas', url: urls.areas, typeDefs: parse(areas + more) },
    { name: 'scores', url: urls.scores, typeDefs: parse(scores) },
  ]);
  if (supergraphSdl === undefined) throw new Error('does not compose');
  return supergraphSdl;
}

const twoAreas = [
  { __typename: 'Area', code: 'A', name: 'Abo' },
  { __typename: 'Area', code: 'B', name: 'Bebo' },
];

/** A promise and what fulfils it. */
function gate(): { readonly opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  return { opened: new Promise<void>((resolve) => (open = resolve)), open: () => open() };
}

const scoreOf = ({ code }: { code: string }): object => ({
  __typename: 'Area',
  score: code === 'A' ? 1 : 2,
  parts: [],
});

/** Two subgraphs: areas answer at once, scores when `answerScores` does. */
async function running(answerScores: Canned, env: Record<string, string> = {}) {
  const first = await cannedSubgraph(({ query, variables }) => {
    if (query.startsWith('mutation')) return { data: { rename: twoAreas[0] } };
    const known = variables?.representations?.map(({ code }: any) => twoAreas.find((area) => area.code === code));
    return { data: known === undefined ? { areas: twoAreas, area: twoAreas[0] } : { _entities: known } };
  });
  const second = await cannedSubgraph(answerScores);
  const folder = await mkdtemp(join(tmpdir(), 'simpul-defer-'));
  const file = join(folder, 'supergraph.graphql');
  const urls = { areas: first.url, scores: second.url };
  await writeFile(file, supergraphOf(urls));
  let told: (line: string) => void = () => undefined;
  const settings = { GATEWAY_PORT: '0', SUPERGRAPH_FILE: file, ...env };
  const gateway = await startGateway(readSettings(gatewaySettings, settings), (line) => told(line), {
    insecure: env.TOKEN_ISSUERS === undefined && env.DEMONSTRATION_KEY === undefined,
  });
  closing.push(
    () => rm(folder, { recursive: true }),
    () => first.close(),
    () => second.close(),
    () => gateway.stop(),
  );
  return {
    gateway,
    areas: first,
    scores: second,
    ask: (accept: string, query: string, variables = {}) => askMultipart(gateway.url, accept, { query, variables }),
    askJson: async (query: string, accept = '*/*') => {
      const headers = { 'content-type': 'application/json', accept };
      const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        body: (await response.json()) as any,
      };
    },
    /** Serves another supergraph. */
    change: async () => {
      const taken = new Promise((resolve) => (told = resolve));
      await writeFile(`${file}.new`, supergraphOf(urls, ' extend type Query { more: Int }'));
      await rename(`${file}.new`, file);
      await taken;
    },
  };
}

const gated =
  (opened: Promise<void>): Canned =>
  async ({ variables }) => {
    await opened;
    return { data: { _entities: variables?.representations.map(scoreOf) } };
  };
const query = '{ areas { name ... @defer(label: "scores") { score } } }';

describe('an answer in parts', () => {
  it('tells what comes first before the deferred subgraph may answer: deferSpec=20220824', async () => {
    const { opened, open } = gate();
    const { ask } = await running(gated(opened));
    const answer = await ask(legacy, query);
    expect([answer.status, answer.contentType]).toEqual([200, 'multipart/mixed; boundary="-"; deferSpec=20220824']);
    expect(await answer.next()).toEqual({ data: { areas: [{ name: 'Abo' }, { name: 'Bebo' }] }, hasNext: true });
    open();
    expect(await answer.rest()).toEqual([
      {
        incremental: [
          { data: { score: 1 }, path: ['areas', 0], label: 'scores' },
          { data: { score: 2 }, path: ['areas', 1], label: 'scores' },
        ],
        hasNext: false,
      },
    ]);
  });

  it('tells what comes first before the deferred subgraph may answer: incrementalSpec=v0.2', async () => {
    const { opened, open } = gate();
    const { ask } = await running(gated(opened));
    const answer = await ask(current, query);
    expect([answer.status, answer.contentType]).toEqual([200, 'multipart/mixed; boundary="-"; incrementalSpec=v0.2']);
    expect(await answer.next()).toEqual({
      data: { areas: [{ name: 'Abo' }, { name: 'Bebo' }] },
      pending: [
        { id: '0', path: ['areas', 0], label: 'scores' },
        { id: '1', path: ['areas', 1], label: 'scores' },
      ],
      hasNext: true,
    });
    open();
    expect(await answer.rest()).toEqual([
      {
        incremental: [
          { id: '0', data: { score: 1 } },
          { id: '1', data: { score: 2 } },
        ],
        completed: [{ id: '0' }, { id: '1' }],
        hasNext: false,
      },
    ]);
  });

  it('A15: is ended when the token of who asked ends: what is not there yet is told as failed', async () => {
    const issuer = await tokenIssuer();
    const { file, remove } = await issuersFile([issuer]);
    closing.push(remove, () => issuer.close());
    const { gateway, scores: waiting } = await running(gated(new Promise(() => undefined)), { TOKEN_ISSUERS: file });
    // Clocks may differ by a minute: this token is accepted for two seconds more.
    const now = Math.floor(Date.now() / 1_000);
    const authorization = `Bearer ${await issuer.token({ iat: now - 600, exp: now - 58 })}`;
    const answer = await askMultipart(gateway.url, legacy, { query }, { authorization });
    expect(await answer.next()).toMatchObject({ data: { areas: [{ name: 'Abo' }, { name: 'Bebo' }] } });
    const parts = await answer.rest();
    expect(parts.at(-1)).toMatchObject({ hasNext: false });
    const results = parts.flatMap(({ incremental }) => incremental);
    expect(results).toHaveLength(2);
    for (const { data, errors } of results) {
      expect(data).toBeNull();
      expect(errors.length).toBeGreaterThan(0);
    }
    expect(waiting.requests).toHaveLength(1);
  });

  it('is written byte for byte as Apollo Server writes its own', async () => {
    const { ask } = await running(gated(Promise.resolve()));
    const answer = await ask(legacy, '{ area { name ... @defer { score } } }');
    await answer.rest();
    const part = (json: string): string => `content-type: application/json; charset=utf-8\r\n\r\n${json}\r\n---`;
    expect(answer.text).toBe(
      `\r\n---\r\n${part('{"data":{"area":{"name":"Abo"}},"hasNext":true}')}\r\n` +
        `${part('{"incremental":[{"data":{"score":1},"path":["area"]}],"hasNext":false}')}--\r\n`,
    );
  });

  it('tells a fragment within a deferred one after it', async () => {
    const { opened, open } = gate();
    const { ask } = await running(gated(opened));
    const answer = await ask(current, '{ area { ... @defer(label: "a") { name ... @defer(label: "b") { score } } } }');
    expect(await answer.next()).toEqual({
      data: { area: {} },
      pending: [{ id: '0', path: ['area'], label: 'a' }],
      hasNext: true,
    });
    expect(await answer.next()).toEqual({
      pending: [{ id: '1', path: ['area'], label: 'b' }],
      incremental: [{ id: '0', data: { name: 'Abo' } }],
      completed: [{ id: '0' }],
      hasNext: true,
    });
    open();
    expect(await answer.rest()).toEqual([
      { incremental: [{ id: '1', data: { score: 1 } }], completed: [{ id: '1' }], hasNext: false },
    ]);
  });

  it('defers within what a mutation gives', async () => {
    const { ask } = await running(gated(Promise.resolve()));
    const answer = await ask(legacy, 'mutation { rename { name ... @defer { score } } }');
    expect(await answer.rest()).toEqual([
      { data: { rename: { name: 'Abo' } }, hasNext: true },
      { incremental: [{ data: { score: 1 }, path: ['rename'] }], hasNext: false },
    ]);
  });

  it.each([legacy, current])('stays whole when the deferred subgraph fails: %s', async (accept) => {
    const { ask } = await running((_, response) => void response.writeHead(500).end('its own words'));
    const [first, last, ...more] = await (await ask(accept, '{ area { name ... @defer { score } } }')).rest();
    expect(first).toMatchObject({ data: { area: { name: 'Abo' } }, hasNext: true });
    const error = {
      message: 'A subgraph refused the request.',
      path: ['area', 'score'],
      extensions: { code: 'SUBGRAPH_HTTP_ERROR', subgraph: 'scores', errorId: expect.any(String) },
    };
    // `score` cannot be null, so that nothing of the fragment is left.
    expect(last).toEqual(
      accept === legacy
        ? { incremental: [{ data: null, path: ['area'], errors: [error] }], hasNext: false }
        : { completed: [{ id: '0', errors: [error] }], hasNext: false },
    );
    expect(more).toEqual([]);
  });

  it.each([legacy, current])('tells an error of a subgraph with the part that it is of: %s', async (accept) => {
    const { ask } = await running(() => ({
      data: { _entities: [{ score: 1, parts: null }] },
      errors: [{ message: 'secret', path: ['_entities', 0, 'parts'], extensions: { code: 'MINE' } }],
    }));
    const [first, last] = await (await ask(accept, '{ area { name ... @defer { score parts { label } } } }')).rest();
    expect(first.errors).toBeUndefined();
    const errors = [
      {
        message: 'The gateway could not answer.',
        path: ['area', 'parts'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', subgraph: 'scores' },
      },
    ];
    expect(last.incremental).toMatchObject([{ data: { score: 1, parts: null }, errors }]);
  });
});

describe('an answer that is whole', () => {
  const whole = {
    data: {
      areas: [
        { name: 'Abo', score: 1 },
        { name: 'Bebo', score: 2 },
      ],
    },
  };

  it.each(['*/*', 'application/json', 'multipart/mixed; deferSpec=20220824; q=0, application/json'])(
    'is given to a client that takes no parts: %s',
    async (accept) => {
      const { askJson } = await running(gated(Promise.resolve()));
      const { type, body } = await askJson(query, accept);
      expect([type, body]).toEqual(['application/json; charset=utf-8', whole]);
    },
  );

  it('is given where the condition of @defer does not hold', async () => {
    const { ask, askJson } = await running(gated(Promise.resolve()));
    const accept = `${legacy}, application/json`;
    expect((await askJson('{ areas { name ... @defer(if: false) { score } } }', accept)).body).toEqual(whole);
    const conditional = 'query ($later: Boolean!) { areas { name ... @defer(label: "s", if: $later) { score } } }';
    expect(await (await ask(current, conditional, { later: false })).rest()).toEqual([{ ...whole, hasNext: false }]);
    expect(await (await ask(current, conditional, { later: true })).rest()).toHaveLength(2);
  });

  it('is one part for a client that takes nothing else, refusals included', async () => {
    const { ask } = await running(gated(Promise.resolve()));
    const answer = await ask(legacy, '{ area { name } }');
    expect(answer.contentType).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    expect(await answer.rest()).toEqual([{ data: { area: { name: 'Abo' } }, hasNext: false }]);
    const refused = await ask(legacy, '{ nothing }');
    expect(refused.status).toBe(400);
    const [part] = await refused.rest();
    expect(part).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }], hasNext: false });
  });

  it('is JSON when nothing of it comes later', async () => {
    const { askJson } = await running(gated(Promise.resolve()));
    const { type, body } = await askJson('{ areas { name } }', `${current}, application/json`);
    expect(type).toBe('application/json; charset=utf-8');
    expect(body).toEqual({ data: { areas: [{ name: 'Abo' }, { name: 'Bebo' }] } });
  });
});

describe('@defer', () => {
  it('is told by introspection as a directive, and nowhere else', async () => {
    const { askJson } = await running(gated(Promise.resolve()));
    const { body } = await askJson('{ __schema { directives { name locations } types { name } } }');
    expect(body.data.__schema.directives).toContainEqual({
      name: 'defer',
      locations: ['FRAGMENT_SPREAD', 'INLINE_FRAGMENT'],
    });
    expect(JSON.stringify(body.data.__schema.types)).not.toMatch(/defer/i);
  });

  it('that is not valid is refused with 400 and asks no subgraph', async () => {
    const { askJson, areas: subgraph } = await running(gated(Promise.resolve()));
    for (const refused of [
      'mutation { ... @defer { rename { name } } }',
      '{ area { ... @defer(label: "a") { name } ... @defer(label: "a") { score } } }',
      'query ($l: String) { area { ... @defer(label: $l) { name } } }',
    ]) {
      const { status, body } = await askJson(refused, `${legacy}, application/json`);
      expect([status, body.errors[0].extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    }
    expect(subgraph.requests).toEqual([]);
  });
});

describe('what comes later', () => {
  it('is executed for each client by itself, and its calls are shared', async () => {
    const { opened, open } = gate();
    const { ask, scores: subgraph } = await running(gated(opened));
    const answers = await Promise.all([ask(legacy, query), ask(current, query)]);
    for (const answer of answers) expect((await answer.next()).hasNext).toBe(true);
    open();
    for (const answer of answers) expect(await answer.rest()).toHaveLength(1);
    expect(subgraph.requests).toHaveLength(1);
  });

  it('is not asked for any more once the client has left', async () => {
    const left = gate();
    const came = gate();
    const { ask } = await running((_, response) => {
      response.once('close', left.open);
      came.open();
      return undefined;
    });
    const answer = await ask(legacy, query);
    await answer.next();
    await came.opened;
    answer.leave();
    await left.opened;
  });

  it('is of the supergraph with which the answer began, which lives until then', async () => {
    const { opened, open } = gate();
    const { ask, change, gateway } = await running(gated(opened));
    const answer = await ask(legacy, query);
    await answer.next();
    await change();
    expect(gateway.generations.count).toBe(2);
    open();
    expect(await answer.rest()).toHaveLength(1);
    expect(gateway.generations.count).toBe(1);
  });

  it('comes to its end when the server stops: what is not there is told as failed', async () => {
    const { ask, gateway } = await running(() => undefined);
    const answer = await ask(legacy, '{ area { name ... @defer { score } } }');
    await answer.next();
    const [[last]] = await Promise.all([answer.rest(), gateway.stop()]);
    expect(last).toMatchObject({
      incremental: [{ data: null, errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] }],
      hasNext: false,
    });
  });
});
