import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';

import type { RunOperation } from '../pipeline';
import { answerBytes } from '../respond/answer-text';
import type { RequestContext } from './apollo-server';
import { type KnownOperation, KnownOperations, type OperationRequest, operationRequest } from './known-operations';

export interface GraphQLEndpoint {
  readonly server: ApolloServer<RequestContext>;
  readonly run: RunOperation;
  /** The schema that new requests are validated against. */
  readonly schema: () => GraphQLSchema;
}

/**
 * `/graphql`. Apollo Server reads, parses, validates and answers. What it found out about a query is kept: when the same
 * text comes again, its operation runs at once and is answered with the headers of the first answer. Whatever goes wrong
 * before an operation runs is told by Apollo Server.
 */
export function addGraphQLRoute(app: FastifyInstance, { server, run, schema }: GraphQLEndpoint): void {
  const known = new KnownOperations();
  const contexts = new WeakMap<FastifyRequest, RequestContext>();
  const context = (request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> => {
    const made = contexts.get(request) ?? newContext(request, reply);
    contexts.set(request, made);
    return Promise.resolve(made);
  };
  const answerByApollo = fastifyApolloHandler(server, { context });

  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    handler: async (request, reply) => {
      const asked = request.method === 'POST' ? operationRequest(request.body) : null;
      const accept = request.headers.accept ?? '';
      const operation = asked === null ? undefined : known.find(asked, accept, schema());
      const { signal, told } = await context(request, reply);
      if (asked !== null && operation !== undefined) {
        const bytes = await runKnown(operation, asked, signal, run);
        if (bytes !== null) return reply.headers(operation.headers).send(bytes);
      }
      const payload: unknown = await answerByApollo.call(app, request, reply);
      if (told.answer === undefined || payload !== told.answer.whole) return payload;
      if (asked !== null && told.query !== undefined) {
        known.remember(asked, accept, { ...told.query, headers: headersOf(reply) });
      }
      return told.answer.bytes;
    },
  });
}

/** null when the operation does not run with these variables, or cannot be planned now. */
async function runKnown(
  { schema, document, operation }: KnownOperation,
  { variables }: OperationRequest,
  signal: AbortSignal,
  run: RunOperation,
): Promise<Buffer | null> {
  try {
    return answerBytes(await run(schema, { document, operation, variables: variables ?? {}, signal }));
  } catch {
    return null;
  }
}

function headersOf(reply: FastifyReply): Record<string, string> {
  const headers = Object.entries(reply.getHeaders()).filter(([name]) => name !== 'content-length');
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
}

/** What is told of a request: a signal that fires when the client has left before its answer was written. */
function newContext({ raw }: FastifyRequest, reply: FastifyReply): RequestContext {
  const controller = new AbortController();
  const leave = (): void => {
    if (!reply.raw.writableEnded) controller.abort();
  };
  raw.socket.once('close', leave);
  reply.raw.once('finish', () => raw.socket.off('close', leave));
  return { signal: controller.signal, told: {} };
}
