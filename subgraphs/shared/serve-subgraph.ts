import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { type GraphQLFormattedError, parse } from 'graphql';

import { projectRoot } from '../../common/project-root';
import { ToldError } from '../../common/told-error';
import type { OpenSubgraph } from './open-subgraph';
import type { SubgraphContext, SubgraphDefinition } from './subgraph-definition';

export interface ServedSubgraph {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Serves a subgraph at `/graphql` on a loopback port, with `/health`. Port 0 takes any free port. */
export async function serveSubgraph<Models, Loaders>(
  definition: SubgraphDefinition<Models, Loaders>,
  open: OpenSubgraph<Models>,
  port: number,
): Promise<ServedSubgraph> {
  const app = fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: true });
  const server = new ApolloServer<SubgraphContext<Loaders>>({
    schema: buildSubgraphSchema({ typeDefs: subgraphSdl(definition.name), resolvers: definition.resolvers as never }),
    formatError: withoutInternals,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginInlineTraceDisabled()],
  });
  await server.start();
  const context = (): Promise<SubgraphContext<Loaders>> =>
    Promise.resolve({ loaders: definition.createLoaders(open), today: open.today() });
  app.post('/graphql', fastifyApolloHandler(server, { context }));
  app.get('/health', () => ({ status: 'ok', subgraph: definition.name }));
  await app.listen({ port, host: '127.0.0.1' }).catch((error: unknown) => {
    throw new ToldError(listenFailure(definition.name, port, error));
  });
  const bound = (app.server.address() as { port: number }).port;
  return { url: `http://127.0.0.1:${bound}/graphql`, port: bound, stop: () => server.stop() };
}

export function subgraphSdl(name: string) {
  return parse(readFileSync(join(projectRoot, 'schema', `${name}.graphql`), 'utf8'));
}

// What went wrong inside stays inside: a driver's message may name collections, values or addresses.
function withoutInternals(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (code !== 'INTERNAL_SERVER_ERROR') return formatted;
  return { ...formatted, message: 'The subgraph could not answer this field.', extensions: { code } };
}

function listenFailure(name: string, port: number, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') return `${name}: port ${port} is in use; stop what uses it or give another port.`;
  return `${name}: cannot listen on port ${port} (${code ?? 'unknown error'}).`;
}
