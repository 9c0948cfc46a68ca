import { readFile } from 'node:fs/promises';

import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';

import { supergraphFile } from '../common/supergraph-file';
import { ToldError } from '../common/told-error';
import type { GatewayConfig } from './config';
import { createApolloExecutor } from './execute/apollo-executor';
import { createHttpServer } from './http/http-server';
import { formatError } from './respond/format-error';
import { SubgraphClient } from './transport/subgraph-client';

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** The wiring: builds each part once and joins them. */
export async function startGateway(config: GatewayConfig): Promise<RunningGateway> {
  const clients = new Map<string, SubgraphClient>();
  const limits = { timeoutMs: config.subgraphTimeoutMs, answerBytes: config.subgraphAnswerBytes };
  const clientFor = (name: string, url: string): SubgraphClient => {
    const client = clients.get(name) ?? new SubgraphClient(name, config.subgraphUrls.get(name) ?? url, limits);
    clients.set(name, client);
    return client;
  };

  const file = config.supergraphFile ?? supergraphFile;
  const gateway = createApolloExecutor(await readSupergraph(file), clientFor);
  const server = new ApolloServer({
    gateway,
    formatError,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    status400ForVariableCoercionErrors: true,
    plugins: [ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginLandingPageDisabled()],
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  await server.start().catch((error: unknown) => {
    throw new ToldError(`${file} cannot be served: ${firstLine(error)}`);
  });

  const http = await createHttpServer(server, clients, config);
  const stop = async (): Promise<void> => {
    await http.close();
    await server.stop();
    await Promise.all([...clients.values()].map((client) => client.close()));
  };
  try {
    const port = await http.listen(config.port);
    return { url: `http://localhost:${port}/graphql`, port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readSupergraph(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new ToldError(
      `The supergraph ${file} cannot be read (${code ?? 'unknown error'}); name a federation 2 supergraph file.`,
    );
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'unknown error';
}
