import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { ToldError } from '../../common/told-error';
import type { GatewayConfig } from '../config';
import { errorCatalogue, type ErrorCode } from '../errors';
import type { SubgraphClient } from '../transport/subgraph-client';
import type { RequestContext } from './apollo-server';
import { addHealthRoutes } from './health-endpoint';
import { acceptsSingle, incrementalFormat } from './incremental-format';
import { OpenStreams } from './open-streams';
import { addWebRoutes } from './web-endpoint';

export interface HttpServer {
  /** @throws ToldError when the port is taken. Returns the port bound. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
}

/** Routes by path: GraphQL, health, pages. Loopback only, as long as nobody has to sign in. */
export async function createHttpServer(
  server: ApolloServer<RequestContext>,
  clients: () => ReadonlyMap<string, SubgraphClient>,
  config: GatewayConfig,
): Promise<HttpServer> {
  const streams = new OpenStreams();
  const app = fastify({ bodyLimit: config.requestBytes, forceCloseConnections: true, requestTimeout: 30_000 });
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    handler: fastifyApolloHandler(server, { context }),
    onSend: (request, reply, payload, done) => {
      const requested = contexts.get(request.raw);
      if (requested !== undefined && payload instanceof Readable) streams.add(reply.raw, requested.controller);
      done(null, bytesOf(payload, requested?.told));
    },
  });
  app.addHook('preClose', () => streams.end());
  addHealthRoutes(app, clients);
  await addWebRoutes(app);
  answerInJson(app);
  return {
    close: () => app.close(),
    listen: async (port) => {
      await app.listen({ port, host: 'localhost' }).catch((error: unknown) => {
        throw new ToldError(listenFailure(port, error));
      });
      return (app.server.address() as { port: number }).port;
    },
  };
}

interface Requested {
  readonly told: RequestContext;
  readonly controller: AbortController;
}

const contexts = new WeakMap<IncomingMessage, Requested>();

/** What is told of a request: how it is answered, and a signal that fires when the client has left before it was. */
function context({ raw }: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
  const controller = new AbortController();
  const leave = (): void => {
    if (!reply.raw.writableEnded) controller.abort();
  };
  raw.socket.once('close', leave);
  reply.raw.once('finish', () => raw.socket.off('close', leave));
  const format = incrementalFormat(raw.headers.accept);
  const takesSingle = format === null || acceptsSingle(raw.headers.accept);
  const told: RequestContext = { signal: controller.signal, format, takesSingle };
  contexts.set(raw, { told, controller });
  return Promise.resolve(told);
}

/** An answer that many get at the same time is encoded once. */
function bytesOf(payload: unknown, told: RequestContext | undefined): unknown {
  const answer = told?.answer;
  return answer !== undefined && payload === answer.whole ? answer.bytes : payload;
}

// Every refusal is a GraphQL answer with a code, whichever part of the server refuses.
function answerInJson(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(refusal('ROUTE_NOT_FOUND')));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const [status, code] = statusAndCode(error);
    return reply.code(status).send(refusal(code, code === 'BAD_REQUEST' ? 'The body is not JSON.' : undefined));
  });
}

function statusAndCode(error: FastifyError): [number, ErrorCode] {
  if (error.statusCode === 413) return [413, 'BODY_TOO_LARGE'];
  if (error.statusCode === 415) return [415, 'UNSUPPORTED_MEDIA_TYPE'];
  if (error.statusCode !== undefined && error.statusCode < 500) return [400, 'BAD_REQUEST'];
  return [500, 'INTERNAL_SERVER_ERROR'];
}

function refusal(code: ErrorCode, message: string | undefined = errorCatalogue[code].text ?? undefined) {
  return { errors: [{ message: message ?? 'The request is not a GraphQL request.', extensions: { code } }] };
}

function listenFailure(port: number, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `gateway: port ${port} is in use; stop what uses it, or set GATEWAY_PORT.`;
  return `gateway: cannot listen on port ${port} (${code ?? 'unknown error'}).`;
}
