import fastify from 'fastify';

import { ToldError } from '../../common/told-error';
import type { GatewayConfig } from '../config';
import { ClientError } from '../errors';
import type { SubgraphClient } from '../transport/subgraph-client';
import { allowOrigins } from './cross-origin';
import { addGraphQLRoute, type GraphQLEndpoint } from './graphql-endpoint';
import { addHealthRoutes } from './health-endpoint';
import { takeJsonOnly } from './json-body';
import { answerInJson, refuse, refuseConnection } from './refusals';
import { requestIdOf } from './request-id';
import { addSecurityHeaders } from './security-headers';
import { type HttpTimes, httpTimes, refuseSlowClients, serverOptions } from './slow-clients';
import { addWebRoutes } from './web-endpoint';

export interface HttpServer {
  /** @throws ToldError when the port is taken. Returns the port bound. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
}

/** Routes by path: GraphQL, health, pages. Loopback only, as long as nobody has to sign in. */
export async function createHttpServer(
  endpoint: GraphQLEndpoint,
  clients: () => ReadonlyMap<string, SubgraphClient>,
  config: Pick<GatewayConfig, 'requestBytes' | 'corsOrigins'>,
  times: HttpTimes = httpTimes,
): Promise<HttpServer> {
  const app = fastify({
    bodyLimit: config.requestBytes,
    forceCloseConnections: true,
    requestIdHeader: false,
    genReqId: requestIdOf,
    clientErrorHandler: refuseConnection,
    frameworkErrors: (_error, request, reply) =>
      refuse(new ClientError('ROUTE_NOT_FOUND', 404), request, reply, endpoint.errorLog),
    ...serverOptions(times),
  });
  addSecurityHeaders(app);
  await allowOrigins(app, config.corsOrigins);
  refuseSlowClients(app);
  takeJsonOnly(app);
  answerInJson(app, endpoint.errorLog);
  addGraphQLRoute(app, endpoint);
  addHealthRoutes(app, clients);
  await addWebRoutes(app);
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

function listenFailure(port: number, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `gateway: port ${port} is in use; stop what uses it, or set GATEWAY_PORT.`;
  return `gateway: cannot listen on port ${port} (${code ?? 'unknown error'}).`;
}
