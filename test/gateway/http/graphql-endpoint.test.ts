import { afterEach, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { buildSchema } from 'graphql';

import { openToAll } from '../../../gateway/auth/authenticator';
import { ClientError } from '../../../gateway/errors';
import type { ExecutionOutcome } from '../../../gateway/execute/execution';
import { createApolloServer, type ServedSchema } from '../../../gateway/http/apollo-server';
import { addGraphQLRoute } from '../../../gateway/http/graphql-endpoint';
import { ErrorLog } from '../../../gateway/respond/error-log';
import { formatError } from '../../../gateway/respond/format-error';
import type { ResolveDocument } from '../../../gateway/trusted-documents/resolve-document';
import type { Canned } from '../../support/canned-subgraph';
import { runningGateway, stopGateways, supergraphOf } from '../../support/running-gateway';

afterEach(stopGateways);

interface Sent {
  readonly body: object;
  readonly accept?: string;
}

async function send(url: string, { body, accept = 'application/json' }: Sent) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });
  const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(response.headers);
  // Ids are of one request.
  const text = (await response.text()).replaceAll(/,"errorId":"[\w-]{8}"/g, '');
  return { status: response.status, headers, text };
}

const answering =
  (data: object): Canned =>
  ({ variables }) => ({ data: { ...data, ...variables } });

const neverExplains = () => Promise.reject(new Error('Not asked for.'));

/** The endpoint alone, over operations that the test runs. */
async function endpointOver(run: () => Promise<ExecutionOutcome>) {
  const apiSchema = buildSchema('type Query { a: Int }');
  const onSchema = (tell: (schema: ServedSchema) => void) => {
    tell({ apiSchema, sdl: '' });
    return () => undefined;
  };
  const errorLog = new ErrorLog(() => undefined);
  const server = createApolloServer({
    formatError,
    errorLog,
    validationRules: [],
    run,
    explain: neverExplains,
    onSchema,
  });
  await server.start();
  const limits = { maxTokens: 100, maxDepth: 10, maxAliases: 10, maxRootFields: 10, maxDirectives: 10 };
  const app = fastify();
  const resolveDocument: ResolveDocument = ({ query }) => query;
  const parts = { limits, authenticator: openToAll, resolveDocument, errorLog };
  addGraphQLRoute(app, { server, run, schema: () => apiSchema, ...parts });
  app.setErrorHandler((error: Error, _, reply) => reply.code(500).send({ told: error.message }));
  const body = { query: '{ a }' };
  const ask = async () => (await app.inject({ method: 'POST', url: '/graphql', body })).json<unknown>();
  const stop = async () => {
    await app.close();
    await server.stop();
  };
  return { ask, stop };
}

describe('a query that comes again', () => {
  it.each([
    ['it cannot be planned now', new ClientError('PLANNING_BUSY', 503)],
    ['something breaks', new Error('broken')],
  ])('runs once where %s', async (_, failure) => {
    let runs = 0;
    const { ask, stop } = await endpointOver(() => {
      runs += 1;
      return runs === 1 ? Promise.resolve({ text: '{"a":1}', errors: [], cost: 0 }) : Promise.reject(failure);
    });
    expect(await ask()).toEqual({ data: { a: 1 } });
    expect(await ask()).toEqual({ told: failure.message });
    expect(runs).toBe(2);
    await stop();
  });

  it('is answered as the first time, to the byte and to the header', async () => {
    const { gateway, subgraph } = await runningGateway(answering({ a: 1, b: 2 }));
    const first = await send(gateway.url, { body: { query: '{ a b }' } });
    for (let times = 0; times < 3; times += 1) {
      expect(await send(gateway.url, { body: { query: '{ a b }' } })).toEqual(first);
    }
    expect(first).toMatchObject({ status: 200, text: '{"data":{"a":1,"b":2}}' });
    expect(subgraph.requests).toHaveLength(4);
  });

  it.each(['application/json', 'application/graphql-response+json', '*/*'])(
    'has the media type that is accepted each time: %s',
    async (accept) => {
      const { gateway } = await runningGateway(answering({ a: 1 }));
      await send(gateway.url, { body: { query: '{ a }' }, accept: 'application/graphql-response+json' });
      await send(gateway.url, { body: { query: '{ a }' }, accept: 'application/json' });
      const first = await send(gateway.url, { body: { query: '{ a }', extensions: {} }, accept });
      expect(await send(gateway.url, { body: { query: '{ a }' }, accept })).toEqual(first);
    },
  );

  it('takes the variables of each request, and refuses those that do not fit', async () => {
    const { gateway } = await runningGateway(({ query }) => ({
      data: query.includes('b') ? { a: 1, b: 2 } : { a: 1 },
    }));
    const query = 'query ($all: Boolean!) { a b @include(if: $all) }';
    const ask = (variables: object) => send(gateway.url, { body: { query, variables } });
    expect((await ask({ all: true })).text).toBe('{"data":{"a":1,"b":2}}');
    expect((await ask({ all: false })).text).toBe('{"data":{"a":1}}');
    const refused = await ask({ all: 'perhaps' });
    expect(refused.status).toBe(400);
    expect(refused).toEqual(
      await send(gateway.url, { body: { query, variables: { all: 'perhaps' }, extensions: {} } }),
    );
  });

  it('takes the operation that is named', async () => {
    const { gateway } = await runningGateway(({ query }) => ({ data: query.includes('b') ? { b: 2 } : { a: 1 } }));
    const query = 'query A { a } query B { b }';
    for (let times = 0; times < 2; times += 1) {
      expect((await send(gateway.url, { body: { query, operationName: 'A' } })).text).toBe('{"data":{"a":1}}');
      expect((await send(gateway.url, { body: { query, operationName: 'B' } })).text).toBe('{"data":{"b":2}}');
      expect((await send(gateway.url, { body: { query } })).status).toBe(400);
    }
  });

  it('tells a failure as it would the first time, and asks the subgraph once', async () => {
    let fails = false;
    const { gateway, subgraph } = await runningGateway((_, response) => {
      if (!fails) return { data: { a: 1 } };
      response.writeHead(500).end('a stack and an address');
      return undefined;
    });
    await send(gateway.url, { body: { query: '{ a }' } });
    fails = true;
    subgraph.requests.length = 0;
    const told = await send(gateway.url, { body: { query: '{ a }' } });
    expect(subgraph.requests).toHaveLength(1);
    expect(told).toEqual(await send(gateway.url, { body: { query: '{ a }', extensions: {} } }));
    expect(JSON.parse(told.text)).toEqual({
      errors: [
        {
          message: 'A subgraph refused the request.',
          path: ['a'],
          extensions: { code: 'SUBGRAPH_HTTP_ERROR', subgraph: 'things' },
        },
      ],
      extensions: { degraded: ['things'] },
      data: { a: null },
    });
  });

  it('is refused once the supergraph no longer has what it asks for', async () => {
    const { gateway, subgraph, write, nextLine } = await runningGateway(answering({ c: 1 }));
    for (const extra of ['c: Int', '', 'c: String']) {
      const taken = nextLine();
      await write(supergraphOf(subgraph.url, extra));
      await taken;
      const { status, text } = await send(gateway.url, { body: { query: '{ c }' } });
      if (extra === '') expect(status).toBe(400);
      else expect(text).toContain(extra === 'c: Int' ? '{"c":1}' : 'SUBGRAPH_INVALID_RESPONSE');
    }
  });

  it('is no mutation: each is done', async () => {
    const { gateway, subgraph } = await runningGateway(answering({ change: 1 }));
    for (let times = 0; times < 3; times += 1) {
      expect((await send(gateway.url, { body: { query: 'mutation { change }' } })).text).toBe('{"data":{"change":1}}');
    }
    expect(subgraph.requests).toHaveLength(3);
  });

  it.each([[{ query: 1 }], [{ query: '{ a }', variables: [] }], [{ query: '{ a }', operationName: 1 }], [[]], [{}]])(
    'is refused with 400 when the body is %j, however often the query came',
    async (body) => {
      const { gateway } = await runningGateway(answering({ a: 1 }));
      await send(gateway.url, { body: { query: '{ a }' } });
      const refused = await send(gateway.url, { body });
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.text).errors[0].extensions.code).toBe('BAD_REQUEST');
    },
  );
});
