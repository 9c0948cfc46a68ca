import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';

import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyRequest } from 'fastify';
import { type GraphQLFormattedError, parse } from 'graphql';

import { exitCodes } from '../../common/exit-codes';
import { isLoopback } from '../../common/hosts';
import { type Identity, nobody, readIdentity } from '../../common/identity';
import type { SigningKey } from '../../common/message-signature';
import { projectRoot } from '../../common/project-root';
import { shortText } from '../../common/short-text';
import { ToldError } from '../../common/told-error';
import type { OpenSubgraph } from './open-subgraph';
import { requireSignatures } from './signed-requests';
import type { SubgraphContext, SubgraphDefinition } from './subgraph-definition';

export interface ServedSubgraph {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface SubgraphAccess {
  /** Address to listen on. */
  readonly host?: string;
  /** With keys, only requests signed by one of them are answered; `/health` stays open. */
  readonly keys?: readonly SigningKey[];
}

/**
 * Serves a subgraph at `/graphql`, with `/health`. Port 0 takes any free port.
 * @throws ToldError when the port cannot be had, or when a subgraph without keys would listen on more than loopback.
 */
export async function serveSubgraph<Models, Loaders>(
  definition: SubgraphDefinition<Models, Loaders>,
  open: OpenSubgraph<Models>,
  port: number,
  { host = '127.0.0.1', keys = [] }: SubgraphAccess = {},
): Promise<ServedSubgraph> {
  if (keys.length === 0 && !isLoopback(host)) throw new ToldError(openDoor(definition.name, host), exitCodes.config);
  const app = fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: 'idle' });
  const server = new ApolloServer<SubgraphContext<Loaders>>({
    schema: buildSubgraphSchema({ typeDefs: subgraphSdl(definition.name), resolvers: definition.resolvers as never }),
    formatError: withoutInternals,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    // Whoever runs the process stops it: Apollo Server would end it by the signal before the database is closed.
    stopOnTerminationSignals: false,
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginInlineTraceDisabled()],
  });
  await server.start();
  const context = ({ headers }: FastifyRequest): Promise<SubgraphContext<Loaders>> => {
    // A header that nothing signs says nothing.
    const identity = keys.length === 0 ? nobody : identityIn(headers['simpul-identity']);
    return Promise.resolve({ loaders: definition.createLoaders(open), today: open.today(), identity });
  };
  await app.register((routes, _options, done) => {
    if (keys.length > 0) requireSignatures(routes, definition.name, keys);
    routes.post('/graphql', fastifyApolloHandler(server, { context }));
    done();
  });
  app.get('/health', () => ({ status: 'ok', subgraph: definition.name }));
  await app.listen({ port, host }).catch((error: unknown) => {
    throw new ToldError(listenFailure(definition.name, port, error));
  });
  const bound = (app.server.address() as { port: number }).port;
  return {
    url: `http://${isIPv6(host) ? `[${host}]` : host}:${bound}/graphql`,
    port: bound,
    stop: () => server.stop(),
  };
}

function identityIn(header: string | readonly string[] | undefined): Identity {
  return (typeof header === 'string' ? readIdentity(header) : null) ?? nobody;
}

export function subgraphSdl(name: string) {
  return parse(readFileSync(join(projectRoot, 'schema', `${name}.graphql`), 'utf8'));
}

// What went wrong inside stays inside: a driver's message may name collections, values or addresses.
function withoutInternals(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (code !== 'INTERNAL_SERVER_ERROR') return { ...formatted, message: shortText(formatted.message) };
  return { ...formatted, message: 'The subgraph could not answer this field.', extensions: { code } };
}

function openDoor(name: string, host: string): string {
  return `${name}: without SUBGRAPH_KEYS it listens on a loopback address only, not on ${host}; set SUBGRAPH_KEYS, the same for the gateway.`;
}

function listenFailure(name: string, port: number, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `${name}: port ${port} is in use; stop what uses it or give another port.`;
  return `${name}: cannot listen on port ${port} (${code ?? 'unknown error'}).`;
}
