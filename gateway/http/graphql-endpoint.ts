import { Readable } from 'node:stream';

import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';

import { type Cancellation, Canceller } from '../../common/cancellation';
import type { Authenticator } from '../auth/authenticator';
import { tokenEndsAt } from '../auth/verify-token';
import type { Asker } from '../auth/viewer';
import type { OperationCost } from '../cost/spending';
import { ClientError } from '../errors';
import type { ExecutionOutcome } from '../execute/execution';
import type { RunOperation, ValidatedOperation } from '../pipeline';
import { answerBytes } from '../respond/answer-text';
import type { ErrorLog } from '../respond/error-log';
import type { ResolveDocument } from '../trusted-documents/resolve-document';
import { type OperationLimits, refuseCostlyText } from '../validate/operation-limits';
import type { RequestContext } from './apollo-server';
import { giveDocument, isAskedById } from './asked-document';
import { asksOf } from './asks';
import { askerOf, authenticate } from './authenticate';
import { compressedContent } from './compression';
import { acceptsSingle, incrementalFormat } from './incremental-format';
import { type KnownOperation, KnownOperations, type OperationRequest, operationRequest } from './known-operations';
import { OpenStreams } from './open-streams';
import { entityTag, isUnchanged, keptBy } from './revalidation';
import { tableAnswer } from './table-answer';

export interface GraphQLEndpoint {
  readonly server: ApolloServer<RequestContext>;
  readonly run: RunOperation;
  /** The schema that new requests are validated against. */
  readonly schema: () => GraphQLSchema;
  readonly limits: OperationLimits;
  readonly authenticator: Authenticator;
  readonly resolveDocument: ResolveDocument;
  readonly errorLog: ErrorLog;
}

/** How an operation is asked and answered. */
export type GraphQLRoute = Pick<RouteOptions, 'onRequest' | 'handler' | 'onSend'>;

/**
 * `/graphql`. Who asks is found out first. Apollo Server reads, parses, validates and answers. What it found out about a
 * query is kept: when the same text comes again, its operation runs at once and is answered with the headers of the first
 * answer. Whatever goes wrong before an operation runs is told by Apollo Server. Returns how a request is answered, for
 * addresses whose requests are made ones of this.
 */
export function addGraphQLRoute(app: FastifyInstance, endpoint: GraphQLEndpoint): GraphQLRoute {
  const { server, run, schema, limits, authenticator, resolveDocument, errorLog } = endpoint;
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

  const route: GraphQLRoute = {
    onRequest: authenticate(app, authenticator),
    handler: async (request, reply) => {
      const canceller = untilLeft(reply);
      const asker = askerOf(request);
      const asks = asksOf(request);
      const mayBeKept = isAskedById(request);
      giveDocument(request, resolveDocument, asker);
      const asked = asks === null && request.method === 'POST' ? operationRequest(request.body) : null;
      const accept = request.headers.accept ?? '';
      const operation = asked === null ? undefined : known.find(asked, accept, schema());
      if (asked !== null && operation !== undefined) {
        const { variables } = asked;
        const by = { asker, requestId: request.id, signal: canceller, report: reportTo(reply) };
        const outcome = await runKnown(operation, { variables, ...by }, run);
        if (outcome !== null) return reply.headers(operation.headers).send(answerBytes(outcome, errorLog, request.id));
      }
      const text = textOf(request);
      if (text !== null) refuseCostlyText(text, limits);
      const context = { ...contextOf(request, asker, canceller), asks, report: reportTo(reply) };
      requested.set(request, { canceller, context });
      // What is wrong is told in JSON, whatever the answer would be written as.
      if (asks?.table != null) request.headers.accept = 'application/json';
      const payload: unknown = await answerByApollo.call(app, request, reply);
      if (asks?.table != null && typeof payload === 'string') {
        return tableAnswer(payload, { options: asks.table, text: text ?? '', told: context.told, request, reply });
      }
      const { answer, query } = context.told;
      if (answer === undefined || payload !== answer.whole) return payload;
      if (asked !== null && query !== undefined && !mayComeInParts(asked)) {
        known.remember(asked, accept, { ...query, headers: headersOf(reply) });
      }
      if (mayBeKept && context.told.planned?.plan.access.personal.length === 0) {
        const tag = entityTag(answer.bytes);
        reply.headers(keptBy(asker, tag));
        if (isUnchanged(request, tag)) return reply.code(304).send();
      }
      return answer.bytes;
    },
    onSend: (request, reply, payload, done) => {
      const canceller = requested.get(request)?.canceller;
      if (canceller !== undefined && payload instanceof Readable) {
        streams.add(reply.raw, canceller, tokenEndsAt(askerOf(request).viewer));
      }
      if (typeof payload === 'string' || Buffer.isBuffer(payload)) {
        const compressed = compressedContent(payload, request, reply);
        if (compressed !== null) {
          compressed.then((content) => done(null, content), done);
          return;
        }
      }
      done(null, payload);
    },
  };
  app.route({ method: ['GET', 'POST'], url: '/graphql', ...route });
  app.route({
    method: ['OPTIONS', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (_request, reply) => {
      reply.header('allow', 'GET, POST');
      throw new ClientError('METHOD_NOT_ALLOWED', 405);
    },
  });
  app.addHook('preClose', () => streams.end());
  return route;
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
  { id, headers: { accept } }: FastifyRequest,
  asker: Asker,
  signal: Cancellation,
): Omit<RequestContext, 'report' | 'asks'> {
  const format = incrementalFormat(accept);
  const takesSingle = format === null || acceptsSingle(accept);
  return { asker, requestId: id, signal, format, takesSingle, told: {} };
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

interface Running extends Pick<ValidatedOperation, 'asker' | 'requestId' | 'signal' | 'report'> {
  readonly variables: OperationRequest['variables'];
}

/**
 * null when the operation does not run with these variables: Apollo Server tells why.
 * @throws ClientError when it cannot be planned now.
 */
async function runKnown(
  { schema, document, operation }: KnownOperation,
  { variables, ...by }: Running,
  run: RunOperation,
): Promise<ExecutionOutcome | null> {
  try {
    return await run(schema, { document, operation, variables: variables ?? {}, ...by });
  } catch (error) {
    if (error instanceof GraphQLError && !(error instanceof ClientError)) return null;
    throw error;
  }
}

/** Those that Apollo Server gives an answer; others are of one request. */
function headersOf(reply: FastifyReply): Record<string, string> {
  return { 'content-type': String(reply.getHeader('content-type')) };
}

/** Tells in headers what an operation was estimated to cost, what it did cost, and what is left to spend, in points. */
function reportTo(reply: FastifyReply): (cost: OperationCost) => void {
  return ({ estimated, actual, left }) => {
    reply.header('x-cost-estimated', estimated).header('x-cost-actual', actual);
    if (left !== null) reply.header('x-cost-left', left);
  };
}
