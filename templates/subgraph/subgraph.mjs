import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { createYoga } from 'graphql-yoga';

import { createLoaders } from './loaders.mjs';
import { Area } from './resolvers/Area.mjs';
import { Query } from './resolvers/Query.mjs';
import { Record } from './resolvers/Record.mjs';
import { isSigned } from './signature.mjs';

/** The subgraph's name in the graph: requests are signed for it. */
export const name = '__name__';

const mostBytes = 1024 * 1024;
const resolvers = { Query, Area, __Type__Record: Record };
const typeDefs = parse(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));

const yoga = createYoga({
  schema: buildSubgraphSchema({ typeDefs, resolvers }),
  graphiql: false,
  landingPage: false,
  logging: false,
  maskedErrors: { maskError: toldError },
});

/** Answers what is signed by one of the keys, each request once. */
export function createSubgraph(keys) {
  const nonces = new Map();
  return createServer((request, response) => {
    answer(request, response, { keys, nonces }).catch(() => response.destroy());
  });
}

async function answer(request, response, { keys, nonces }) {
  const { method, headers } = request;
  const path = request.url.split('?', 1)[0];
  if (method === 'GET' && path === '/health') return send(response, 200, { status: 'ok', subgraph: name });
  if (method !== 'POST' || path !== '/graphql') return send(response, 404, refusal('NOT_FOUND', 'POST to /graphql.'));
  const body = await read(request);
  if (body === null) return send(response, 413, refusal('BODY_TOO_LARGE', 'The request is too large.'));
  const now = Math.floor(Date.now() / 1_000);
  if (!isSigned({ method, path, headers, body }, { audience: name, keys, nonces, now })) {
    return send(response, 401, refusal('UNSIGNED_REQUEST', 'The request is not signed as it must be.'));
  }
  if (!hasQuery(body)) return send(response, 400, refusal('BAD_REQUEST', 'The body must be JSON with a query.'));
  const context = createLoaders();
  const asked = { method, body, headers: { 'content-type': headers['content-type'], accept: 'application/json' } };
  const answered = await yoga.fetch('http://subgraph/graphql', asked, context);
  response.setHeader('simpul-database-commands', context.reads.count);
  const { traceparent = '' } = headers;
  if (/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent)) response.setHeader('traceresponse', traceparent);
  response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text());
}

async function read(request) {
  const parts = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function hasQuery(body) {
  try {
    return typeof JSON.parse(body)?.query === 'string';
  } catch {
    return false;
  }
}

/** What a client may know of an error: ours as it is, any other as a code alone. */
function toldError(error) {
  const ours = error instanceof GraphQLError && (error.originalError ?? error) instanceof GraphQLError;
  if (!ours)
    return new GraphQLError('The subgraph could not answer.', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  const { message, nodes, path, extensions } = error;
  return new GraphQLError(message, {
    nodes,
    path,
    extensions: { ...extensions, code: extensions.code ?? 'BAD_REQUEST' },
  });
}

function refusal(code, message) {
  return { errors: [{ message, extensions: { code } }] };
}

function send(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
