import { readFile } from 'node:fs/promises';

import { supergraphFile } from '../common/supergraph-file';
import { ToldError } from '../common/told-error';
import type { GatewayConfig } from './config';
import { createApolloServer } from './http/apollo-server';
import { createHttpServer } from './http/http-server';
import { runOperation } from './pipeline';
import { loadSupergraph, type Supergraph } from './plan/supergraph';
import { formatError } from './respond/format-error';
import { createSubgraphClients } from './transport/subgraph-clients';

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** The wiring: builds each part once and joins them. */
export async function startGateway(config: GatewayConfig): Promise<RunningGateway> {
  const supergraph = await readSupergraph(config);
  const clients = createSubgraphClients(supergraph.subgraphs, config.subgraphUrls, {
    timeoutMs: config.subgraphTimeoutMs,
    answerBytes: config.subgraphAnswerBytes,
  });
  const server = createApolloServer({
    formatError,
    run: (operation) => runOperation(operation, supergraph, clients.ask),
    onSchema: (callback) => {
      callback(supergraph);
      return () => undefined;
    },
  });
  await server.start();
  const http = await createHttpServer(server, clients.all, config);
  const stop = async (): Promise<void> => {
    await http.close();
    await server.stop();
    await supergraph.stop();
    await clients.close();
  };
  try {
    const port = await http.listen(config.port);
    return { url: `http://localhost:${port}/graphql`, port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readSupergraph(config: GatewayConfig): Promise<Supergraph> {
  const file = config.supergraphFile ?? supergraphFile;
  const sdl = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ToldError(`The supergraph ${file} cannot be read (${code}); name a federation 2 supergraph file.`);
  });
  return loadSupergraph(sdl, config).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ToldError(`${file} cannot be served: ${reason ?? 'unknown error'}`);
  });
}
