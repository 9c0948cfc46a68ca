import { Readable } from 'node:stream';

import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';

import { type Cancellation, Canceller } from '../../common/cancellation';
import type { Authenticator } from '../auth/authenticator';
import { tokenEndsAt } from '../auth/verify-token';
import type { Asker } from '../auth/viewer';
import type { OperationCost } from '../cost/spending';
import { ClientError } from '../errors';
import type { RunOperation, ValidatedOperation } from '../pipeline';
import { answerBytes } from '../respond/answer-text';
import { type OperationLimits, refuseCostlyText } from '../validate/operation-limits';
import type { RequestContext } from './apollo-server';
import { askerOf, authenticate } from './authenticate';
import { acceptsSingle, incrementalFormat } from './incremental-format';
import { type KnownOperation, KnownOperations, type OperationRequest, operationRequest } from './known-operations';
import { OpenStreams } from './open-streams';

export interface GraphQLEndpoint {
  readonly server: ApolloServer<RequestContext>;
  readonly run: RunOperation;
  /** The schema that new requests are validated against. */
  readonly schema: () => GraphQLSchema;
  readonly limits: OperationLimits;
  readonly authenticator: Authenticator;
}

/**
 * `/graphql`. Who asks is found out first. Apollo Server reads, parses, validates and answers. What it found out about a
 * query is kept: when the same text comes again, its operation runs at once and is answered with the headers of the first
 * answer. Whatever goes wrong before an operation runs is told by Apollo Server.
 */
export function addGraphQLRoute(
  app: FastifyInstance,
  { server, run, schema, limits, authenticator }: GraphQLEndpoint,
): void {
  const known = new KnownOperations();
  const streams = new OpenStreams();
  const requested = new WeakMap<FastifyRequest, Requested>();
  const answerByApollo = fastifyApolloHandler(server, {
    context: (request) => {
      const context = requested.get(request)?.context;
      return context === undefined
        ? Promise.reject(new Error('A request without its context.'))
        : Promise.resolve(context);
    },
  });

  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    onRequest: authenticate(app, authenticator),
    handler: async (request, reply) => {
      const canceller = untilLeft(reply);
      const asker = askerOf(request);
      const asked = request.method === 'POST' ? operationRequest(request.body) : null;
      const accept = request.headers.accept ?? '';
      const operation = asked === null ? undefined : known.find(asked, accept, schema());
      if (asked !== null && operation !== undefined) {
        const report = (cost: OperationCost): unknown => reply.headers(costHeaders(cost));
        const bytes = await runKnown(operation, asked, { asker, signal: canceller, report }, run);
        if (bytes !== null) return reply.headers(operation.headers).send(bytes);
      }
      const text = textOf(request);
      if (text !== null) refuseCostlyText(text, limits);
      const report = (cost: OperationCost): unknown => reply.headers(costHeaders(cost));
      const context = { ...contextOf(request, asker, canceller), report };
      requested.set(request, { canceller, context });
      const payload: unknown = await answerByApollo.call(app, request, reply);
      const { answer, query } = context.told;
      if (answer === undefined || payload !== answer.whole) return payload;
      if (asked !== null && query !== undefined && !mayComeInParts(asked)) {
        known.remember(asked, accept, { ...query, headers: headersOf(reply) });
      }
      return answer.bytes;
    },
    onSend: (request, reply, payload, done) => {
      const canceller = requested.get(request)?.canceller;
      if (canceller !== undefined && payload instanceof Readable) {
        streams.add(reply.raw, canceller, tokenEndsAt(askerOf(request).viewer));
      }
      done(null, payload);
    },
  });
  app.addHook('preClose', () => streams.end());
}

interface Requested {
  readonly canceller: Canceller;
  readonly context: RequestContext;
}

/** Aborted when the client has left before its answer was written. */
function untilLeft({ raw }: FastifyReply): Canceller {
  const canceller = new Canceller();
  raw.once('close', () => {
    if (!raw.writableEnded) canceller.abort();
  });
  return canceller;
}

function contextOf(
  { headers: { accept } }: FastifyRequest,
  asker: Asker,
  signal: Cancellation,
): Omit<RequestContext, 'report'> {
  const format = incrementalFormat(accept);
  return { asker, signal, format, takesSingle: format === null || acceptsSingle(accept), told: {} };
}

/** The text of the operation, where the request has one: read from the address as Apollo Server reads it. */
function textOf({ method, url, body }: FastifyRequest): string | null {
  if (method === 'GET') return new URL(url, 'http://localhost').searchParams.get('query');
  const query = (body as { readonly query?: unknown } | null | undefined)?.query;
  return typeof query === 'string' ? query : null;
}

function mayComeInParts({ query }: OperationRequest): boolean {
  return query.includes('@defer');
}

/**
 * null when the operation does not run with these variables: Apollo Server tells why.
 * @throws ClientError when it cannot be planned now.
 */
async function runKnown(
  { schema, document, operation }: KnownOperation,
  { variables }: OperationRequest,
  context: Pick<ValidatedOperation, 'asker' | 'signal' | 'report'>,
  run: RunOperation,
): Promise<Buffer | null> {
  try {
    return answerBytes(await run(schema, { document, operation, variables: variables ?? {}, ...context }));
  } catch (error) {
    if (error instanceof GraphQLError && !(error instanceof ClientError)) return null;
    throw error;
  }
}

function headersOf(reply: FastifyReply): Record<string, string> {
  const headers = Object.entries(reply.getHeaders()).filter(
    ([name]) => name !== 'content-length' && !name.startsWith(costPrefix),
  );
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}

const costPrefix = 'x-cost-';

/** What an operation was estimated to cost, what it did cost, and what is left to spend, in points. */
function costHeaders({ estimated, actual, left }: OperationCost): Record<string, string> {
  return {
    [`${costPrefix}estimated`]: String(estimated),
    [`${costPrefix}actual`]: String(actual),
    ...(left !== null && { [`${costPrefix}left`]: String(left) }),
  };
}
