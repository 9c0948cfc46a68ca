import fastify, { type FastifyError, type FastifyInstance } from 'fastify';

import { ToldError } from '../../common/told-error';
import type { DemonstrationIssuer } from '../auth/demonstration-issuer';
import type { GatewayConfig } from '../config';
import { ClientError, errorCatalogue, type ErrorCode } from '../errors';
import { formatError } from '../respond/format-error';
import type { SubgraphClient } from '../transport/subgraph-client';
import { addDemonstrationRoutes } from './demonstration-endpoint';
import { addGraphQLRoute, type GraphQLEndpoint } from './graphql-endpoint';
import { addHealthRoutes } from './health-endpoint';
import { addWebRoutes } from './web-endpoint';

export interface HttpServer {
  /** @throws ToldError when the address cannot be had. Returns the port bound. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

/** Routes by path: GraphQL, health, pages, and sign-in where it is a demonstration. */
export async function createHttpServer(
  endpoint: GraphQLEndpoint,
  clients: () => ReadonlyMap<string, SubgraphClient>,
  config: GatewayConfig,
  demonstration: DemonstrationIssuer | null,
): Promise<HttpServer> {
  const app = fastify({ bodyLimit: config.requestBytes, forceCloseConnections: true, requestTimeout: 30_000 });
  addGraphQLRoute(app, endpoint);
  addHealthRoutes(app, clients, endpoint.authenticator);
  if (demonstration !== null) addDemonstrationRoutes(app, demonstration, config.purposes);
  await addWebRoutes(app);
  answerInJson(app);
  return {
    close: () => app.close(),
    listen: async () => {
      const { host, port } = config;
      await app.listen({ host, port }).catch((error: unknown) => {
        throw new ToldError(listenFailure(host, port, error));
      });
      return (app.server.address() as { port: number }).port;
    },
  };
}

// Every refusal is a GraphQL answer with a code, whichever part of the server refuses.
function answerInJson(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(refusal('ROUTE_NOT_FOUND')));
  app.setErrorHandler((error: FastifyError | ClientError, _request, reply) => {
    if (error instanceof ClientError) {
      if (error.status === 401) reply.header('www-authenticate', 'Bearer error="invalid_token"');
      return reply
        .code(error.status)
        .headers(error.headers)
        .send({ errors: [formatError(error.toJSON())] });
    }
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

function listenFailure(host: string, port: number, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `gateway: port ${port} is in use; stop what uses it, or set GATEWAY_PORT.`;
  return `gateway: cannot listen on ${host}, port ${port} (${code ?? 'unknown error'}).`;
}
