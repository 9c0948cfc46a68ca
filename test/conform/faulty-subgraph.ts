import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, GraphQLError, parse } from 'graphql';

import { isDigestOf, refusalOf, secondsNow } from '../../common/message-signature';
import { SeenNonces } from '../../common/seen-nonces';
import { testKeys } from '../support/ask-subgraph';

export const gaugesSdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { gauges(first: Int = 20): [Gauge!]! }
  "A gauge, which a library may tell of in another form."
  type Gauge @key(fields: "id") { id: ID! level: Int }
  type Basin @key(fields: "id") { id: ID! }
`;

/** What a subgraph may do wrong. */
export type Fault =
  | 'no health'
  | 'no sdl'
  | 'not federation 2'
  | 'does not compose'
  | 'fails on no key'
  | 'no entity'
  | 'at most 100'
  | 'each key once'
  | 'unknown are left out'
  | 'unknown are made up'
  | 'other order'
  | 'one by one'
  | 'any type is a gauge'
  | 'unsigned passes'
  | 'introspection passes'
  | 'any key'
  | 'any audience'
  | 'any body'
  | 'any time'
  | 'any nonce'
  | 'no codes'
  | 'stacks'
  | 'fails on bodies'
  | 'chokes on traces'
  | 'own traces'
  | 'hangs up';

interface Representation {
  readonly __typename?: string;
  readonly id: string;
}

/** A subgraph of twenty gauges that does everything right but for its faults. */
export async function faultySubgraph(faults: readonly Fault[] = []) {
  const has = (fault: Fault): boolean => faults.includes(fault);
  const nonces = new SeenNonces();
  const text = sdlWith(has);
  const schema = buildSubgraphSchema({ typeDefs: parse(text), resolvers: resolversWith(has) as never });

  const isSigned = ({ method = '', url = '', headers }: IncomingMessage, body: string): boolean => {
    if (has('unsigned passes') && headers.signature === undefined) return true;
    if (has('introspection passes') && headers.signature === undefined && body.includes('__schema')) return true;
    const reason = refusalOf(
      { method, path: url, headers },
      {
        audience: 'gauges',
        keys: testKeys,
        now: secondsNow(),
        takeNonce: has('any nonce') ? () => true : nonces.take.bind(nonces),
      },
    );
    if (reason === 'unknown key') return has('any key');
    if (reason === 'wrong audience') return has('any audience');
    if (reason === 'outside the window') return has('any time');
    return reason === null && (has('any body') || isDigestOf(headers['content-digest'], body));
  };

  const refusalFor = (request: IncomingMessage, body: string): [status: number, value: unknown] | null => {
    const { method, url, headers } = request;
    if (url === '/health') return [has('no health') ? 404 : 200, { status: 'ok', subgraph: 'gauges' }];
    if (method !== 'POST' || url !== '/graphql') return [404, { errors: [] }];
    if (!isSigned(request, body)) return [401, { errors: [{ message: 'no', extensions: { code: 'UNSIGNED' } }] }];
    return has('chokes on traces') && headers.traceparent === 'none' ? [500, { errors: [] }] : null;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const { headers } = request;
    const send = (status: number, value: unknown): void => {
      if (has('own traces')) response.setHeader('traceparent', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
      else if (headers.traceparent) response.setHeader('traceresponse', headers.traceparent);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const refused = refusalFor(request, body);
    if (refused !== null) {
      send(...refused);
      return;
    }
    if (has('hangs up') && body.includes('conformNoSuchField')) {
      request.socket.destroy();
      return;
    }
    const asked = requestIn(body);
    if (asked === null) {
      send(has('fails on bodies') ? 500 : 400, { errors: [error('BAD_REQUEST')] });
      return;
    }
    const commands = { count: 0 };
    const { query: source, variables: variableValues } = asked;
    const result = await graphql({ schema, source, variableValues, contextValue: commands });
    if (!has('no sdl') || !source.includes('_service')) response.setHeader('simpul-database-commands', commands.count);
    const errors = result.errors?.map(({ message, path }) => ({
      message: has('stacks') ? `${message}\n    at run (/srv/app/index.js:1:1)` : message,
      path,
      extensions: has('no codes') ? {} : { code: 'BAD_USER_INPUT' },
    }));
    send(200, { data: altered(result.data, has), ...(errors && { errors }) });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Has = (fault: Fault) => boolean;

function sdlWith(has: Has): string {
  if (has('not federation 2')) return gaugesSdl.replace(/extend schema.*\n/, '');
  return has('does not compose') ? gaugesSdl.replace('type Basin', 'enum Area { A } type Basin') : gaugesSdl;
}

function resolversWith(has: Has) {
  const ids = Array.from({ length: 20 }, (_, at) => `G-${at + 101}`);
  const find = (id: string) => (ids.includes(id) || has('unknown are made up') ? { id, level: 1 } : null);
  return {
    Query: { gauges: () => ids.map(find) },
    Gauge: {
      __resolveReference: ({ id }: Representation) => find(id),
      level: ({ id }: Representation, _: unknown, commands: { count: number; done?: boolean }) => {
        if (has('one by one') || commands.done !== true) commands.count += 1;
        commands.done = true;
        return id.length;
      },
    },
    Basin: {
      __resolveReference: ({ id }: Representation) => (has('no entity') ? null : { id }),
    },
  };
}

/** What came of `_entities`, as a faulty subgraph would give it. */
function altered(data: any, has: Has): unknown {
  if (has('no sdl') && data?._service) return { _service: { sdl: 'none' } };
  if (!Array.isArray(data?._entities)) {
    return has('any type is a gauge') && data == null ? { _entities: [{ __typename: 'Gauge', id: 'G-101' }] } : data;
  }
  let entities: any[] = data._entities;
  if (has('fails on no key') && entities.length === 0) return null;
  if (has('at most 100')) entities = entities.slice(0, 100);
  if (has('no entity')) entities = entities.map(() => null);
  if (has('unknown are left out')) entities = entities.filter((entity) => entity !== null);
  if (has('each key once')) entities = [...new Map(entities.map((entity, at) => [entity?.id ?? at, entity])).values()];
  if (has('other order')) entities = entities.toSorted((a, b) => String(a?.id).localeCompare(String(b?.id)));
  return { _entities: entities };
}

function requestIn(body: string): { query: string; variables?: Record<string, unknown> } | null {
  try {
    const { query, variables = {} } = JSON.parse(body) ?? {};
    return typeof query === 'string' && typeof variables === 'object' ? { query, variables } : null;
  } catch {
    return null;
  }
}

function error(code: string) {
  return new GraphQLError('The request is not as it must be.', { extensions: { code } });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
