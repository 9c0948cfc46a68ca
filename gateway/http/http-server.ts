import fastify from 'fastify';

import { ToldError } from '../../common/told-error';
import type { DemonstrationIssuer } from '../auth/demonstration-issuer';
import type { GatewayConfig } from '../config';
import { ClientError } from '../errors';
import type { SubgraphClient } from '../transport/subgraph-client';
import { addBoundariesRoute } from './boundaries-endpoint';
import { allowOrigins } from './cross-origin';
import { addDemonstrationRoutes } from './demonstration-endpoint';
import { addGraphQLRoute, type GraphQLEndpoint } from './graphql-endpoint';
import { addHealthRoutes } from './health-endpoint';
import { takeJsonOnly } from './json-body';
import { answerInJson, refuse, refuseConnection } from './refusals';
import { requestIdOf } from './request-id';
import { addSampleRoutes } from './sample-endpoint';
import { addSchemaRoute, type SchemaEndpoint } from './schema-endpoint';
import { addSecurityHeaders } from './security-headers';
import { type HttpTimes, httpTimes, refuseSlowClients, serverOptions } from './slow-clients';
import { addWebRoutes } from './web-endpoint';

export interface HttpServerOptions {
  /** The issuer of a demonstration; null where there is none. */
  readonly demonstration?: DemonstrationIssuer | null;
  readonly times?: HttpTimes;
}

export interface HttpServer {
  /** @throws ToldError when the address cannot be had. Returns the port bound. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

/** Routes by path: GraphQL, sample operations, the schema, health, pages, and sign-in where it is a demonstration. */
export async function createHttpServer(
  endpoint: GraphQLEndpoint & SchemaEndpoint,
  clients: () => ReadonlyMap<string, SubgraphClient>,
  config: GatewayConfig,
  { demonstration = null, times = httpTimes }: HttpServerOptions = {},
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
  const graphql = addGraphQLRoute(app, endpoint);
  addSchemaRoute(app, endpoint);
  addHealthRoutes(app, clients, endpoint.authenticator);
  if (demonstration !== null) addDemonstrationRoutes(app, demonstration, config.purposes);
  addBoundariesRoute(app, config.boundaries);
  await addSampleRoutes(app, endpoint, graphql, await addWebRoutes(app));
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

function listenFailure(host: string, port: number, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `gateway: port ${port} is in use; stop what uses it, or set GATEWAY_PORT.`;
  return `gateway: cannot listen on ${host}, port ${port} (${code ?? 'unknown error'}).`;
}
