import { readFile } from 'node:fs/promises';

import { InFlight } from '../common/in-flight';
import { supergraphFile } from '../common/supergraph-file';
import { ToldError } from '../common/told-error';
import type { GatewayConfig } from './config';
import type { ExecutionOutcome } from './execute/execution';
import { type Generation, Generations } from './generations';
import { createApolloServer } from './http/apollo-server';
import { createHttpServer } from './http/http-server';
import { runOperation } from './pipeline';
import { loadSupergraph } from './plan/supergraph';
import { warmPlans } from './plan/warm-plans';
import { formatError } from './respond/format-error';
import { SubgraphClients } from './transport/subgraph-clients';
import { validationRules } from './validate/validation-rules';
import { watchSupergraph } from './watch-supergraph';

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  /** The supergraphs being served: for tests and operators. */
  readonly generations: Generations;
  stop(): Promise<void>;
}

/** The wiring: builds each part once and joins them. `log` takes one line per event that an operator must know. */
export async function startGateway(config: GatewayConfig, log: (line: string) => void): Promise<RunningGateway> {
  const file = config.supergraphFile ?? supergraphFile;
  const sdl = await readSupergraph(file);
  const generations = new Generations(await firstGeneration(file, sdl, config));
  const sharing = config.shareOperations ? new InFlight<ExecutionOutcome>() : null;
  const server = createApolloServer({
    formatError,
    validationRules,
    run: (schema, operation) =>
      generations.use(schema, async ({ supergraph, clients }) => {
        const outcome = await runOperation(operation, supergraph, { ask: clients.ask.bind(clients), sharing });
        const { incremental } = outcome;
        // The generation lives on for what comes later.
        if (incremental !== undefined) void generations.use(schema, () => incremental.ended);
        return outcome;
      }),
    onSchema: (callback) => generations.onSchema(callback),
  });
  await server.start();
  const http = await createHttpServer(server, () => generations.now.clients.all, config);
  const unwatch = watchSupergraph(file, sdl, {
    take: async (next) => generations.replace(await nextGeneration(next, generations.now, config)),
    onTaken: () => log(`The supergraph ${file} changed and is served.`),
    onRefused: (reason) =>
      log(`The supergraph ${file} changed and is refused: ${firstLine(reason)} The former one is served on.`),
  });
  const stop = async (): Promise<void> => {
    unwatch();
    await http.close();
    await server.stop();
    await generations.stop();
  };
  try {
    const port = await http.listen(config.port);
    return { url: `http://localhost:${port}/graphql`, port, generations, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readSupergraph(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ToldError(`The supergraph ${file} cannot be read (${code}); name a federation 2 supergraph file.`);
  });
}

async function firstGeneration(file: string, sdl: string, config: GatewayConfig): Promise<Generation> {
  return makeGeneration(sdl, config).catch((error: unknown) => {
    throw new ToldError(
      `${file} cannot be served: ${firstLine(error instanceof Error ? error.message : String(error))}`,
    );
  });
}

const warmedPlans = 300;

/** The generation of a new supergraph, with plans for what was asked lately. */
async function nextGeneration(sdl: string, former: Generation, config: GatewayConfig): Promise<Generation> {
  const next = await makeGeneration(sdl, config);
  await warmPlans(next.supergraph, former.supergraph.plans.recentOperations(warmedPlans));
  return next;
}

async function makeGeneration(sdl: string, config: GatewayConfig): Promise<Generation> {
  const supergraph = await loadSupergraph(sdl, config);
  const clients = new SubgraphClients(supergraph.subgraphs, {
    urls: config.subgraphUrls,
    limits: { timeoutMs: config.subgraphTimeoutMs, answerBytes: config.subgraphAnswerBytes },
    timeouts: config.subgraphTimeouts,
    share: config.shareSubgraphCalls,
  });
  return { supergraph, clients };
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? 'unknown error';
}
