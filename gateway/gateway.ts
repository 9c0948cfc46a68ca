import { readFile } from 'node:fs/promises';

import type { GraphQLSchema } from 'graphql';

import { hostInAddress } from '../common/hosts';
import { InFlight } from '../common/in-flight';
import { supergraphFile } from '../common/supergraph-file';
import { ToldError } from '../common/told-error';
import { createAuditLog } from './audit/create-audit-log';
import { accessOf } from './auth/access';
import { type Authenticator, createAuthenticator, openToAll } from './auth/authenticator';
import { DemonstrationIssuer } from './auth/demonstration-issuer';
import type { Asker } from './auth/viewer';
import { DemandsServed } from './authorise/weakened';
import type { GatewayConfig } from './config';
import { Spending } from './cost/spending';
import type { ExecutionOutcome } from './execute/execution';
import { type Generation, Generations, stopGeneration } from './generations';
import { holdWeaker } from './hold-weaker';
import { createApolloServer } from './http/apollo-server';
import { createHttpServer } from './http/http-server';
import { OperationCounts } from './observe/operation-counts';
import { reportOperations } from './observe/report-operations';
import { type ExplainOperation, explainOperation, type RunOperation, runOperation } from './pipeline';
import { loadSupergraph, type Supergraph } from './plan/supergraph';
import { warmPlans } from './plan/warm-plans';
import { RememberedRuns } from './remembered-runs';
import { ErrorLog } from './respond/error-log';
import { formatError } from './respond/format-error';
import type { BreakerRules } from './transport/circuit-breaker';
import { SubgraphClients } from './transport/subgraph-clients';
import { serveDocuments } from './trusted-documents/serve-documents';
import { validationRules } from './validate/validation-rules';
import { watchSupergraph } from './watch-supergraph';

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  /** The supergraphs being served: for tests and operators. */
  readonly generations: Generations;
  readonly authenticator: Authenticator;
  stop(): Promise<void>;
}

export interface GatewayOptions {
  /** Serves everybody without asking them to sign in. */
  readonly insecure?: boolean;
}

/**
 * The wiring: builds each part once and joins them. `log` takes one line per event that an operator must know.
 * @throws ToldError when it cannot be started so.
 */
export async function startGateway(
  config: GatewayConfig,
  log: (line: string) => void,
  { insecure = false }: GatewayOptions = {},
): Promise<RunningGateway> {
  const access = accessOf(config, insecure);
  const demonstration = demonstrationIn(config);
  const authenticator = access === 'insecure' ? openToAll : await authenticatorOf(config, demonstration, log);
  const file = config.supergraphFile ?? supergraphFile;
  const sdl = await readSupergraph(file);
  const documents = await serveDocuments(config, log);
  const audit = await createAuditLog(config, log);
  const generations = new Generations(await firstGeneration(file, sdl, config));
  const sharing = config.shareOperations ? new InFlight<ExecutionOutcome>() : null;
  const runs = new RememberedRuns(config.rememberedBytes);
  const spending = new Spending(config.maxCost, config.costBudgets);
  const counts = config.operationsFolder === undefined ? null : new OperationCounts();
  const endReports = counts && reportOperations(counts, config.operationsFolder ?? '', log);
  const run: RunOperation = (schema, operation) => {
    counts?.note(operation.document, operation.operation, clientOf(operation.asker));
    return generations.use(schema, async ({ supergraph, clients }) => {
      const services = { ask: clients.ask.bind(clients), sharing, runs, spending, audit };
      const outcome = await runOperation(operation, supergraph, services);
      const { incremental } = outcome;
      // The generation lives on for what comes later.
      if (incremental !== undefined) void generations.use(schema, () => incremental.ended);
      return outcome;
    });
  };
  const explain: ExplainOperation = (schema, operation) =>
    generations.use(schema, ({ supergraph }) => explainOperation(operation, supergraph, { spending }));
  const errorLog = new ErrorLog(log);
  const server = createApolloServer({
    formatError,
    errorLog,
    run,
    explain,
    validationRules,
    onSchema: (callback) => generations.onSchema(callback),
  });
  await server.start();
  const endpoint = {
    server,
    run,
    schema: (): GraphQLSchema => generations.now.supergraph.apiSchema,
    visibleSchema: (asker: Asker): GraphQLSchema => {
      const { authorisation } = generations.now.supergraph;
      return authorisation.visibleTo(authorisation.rightsOf(asker));
    },
    limits: config,
    authenticator,
    resolveDocument: documents.resolve,
    errorLog,
  };
  const http = await createHttpServer(endpoint, () => generations.now.clients.all, config, { demonstration });
  const served = new DemandsServed(generations.now.supergraph.authorisation.protections);
  const unwatch = watchSupergraph(file, sdl, {
    approvals: config.approvalsFile,
    take: async (next) => generations.replace(await nextGeneration(next, { former: generations.now, served, config })),
    onTaken: () => log(`The supergraph ${file} changed and is served.`),
    onRefused: (reason) =>
      log(`The supergraph ${file} changed and is refused: ${reasonIn(reason)} The former one is served on.`),
  });
  const stop = async (): Promise<void> => {
    unwatch();
    authenticator.close();
    documents.stop();
    await http.close();
    await server.stop();
    await generations.stop();
    await audit?.close();
    await endReports?.();
  };
  try {
    const port = await http.listen();
    return { url: `http://${hostInAddress(config.host)}:${port}/graphql`, port, generations, authenticator, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Under which name an operation is counted: the program's, else the role. */
function clientOf(asker: Asker | undefined): string {
  const viewer = asker?.viewer;
  return viewer == null ? 'anonymous' : (viewer.client ?? viewer.role);
}

function demonstrationIn({ demonstrationKey, tokenMaxLifeS }: GatewayConfig): DemonstrationIssuer | null {
  return demonstrationKey === undefined ? null : new DemonstrationIssuer(demonstrationKey, tokenMaxLifeS);
}

function authenticatorOf(
  config: GatewayConfig,
  demonstration: DemonstrationIssuer | null,
  log: (line: string) => void,
): Promise<Authenticator> {
  const issuers = demonstration === null ? config.tokenIssuers : [demonstration.asIssuer()];
  return createAuthenticator(config, { issuers, log });
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
      `${file} cannot be served: ${reasonIn(error instanceof Error ? error.message : String(error))}`,
    );
  });
}

const warmedPlans = 300;
// The new supergraph is not kept waiting by operations that are slow to plan.
const warmingMs = 20_000;

interface Succession {
  readonly former: Generation;
  readonly served: DemandsServed;
  readonly config: GatewayConfig;
}

/** The generation of a new supergraph, with plans for what was asked lately. */
async function nextGeneration(sdl: string, { former, served, config }: Succession): Promise<Generation> {
  const next = await makeGeneration(sdl, config);
  try {
    await holdWeaker(next.supergraph, served, config.approvalsFile);
  } catch (error) {
    await stopGeneration(next);
    throw error;
  }
  await warmPlans(next.supergraph, former.supergraph.plans.recentOperations(warmedPlans), warmingMs);
  return next;
}

async function makeGeneration(sdl: string, config: GatewayConfig): Promise<Generation> {
  const authorisation = { isLogged: config.auditFolder !== undefined, isDryRun: config.authorisationDryRun };
  const supergraph = await loadSupergraph(sdl, { ...config, authorisation });
  try {
    return { supergraph, clients: clientsOf(supergraph, config) };
  } catch (error) {
    // The address of a subgraph is none, or leads where it may not.
    await supergraph.stop();
    throw error;
  }
}

function clientsOf({ subgraphs }: Supergraph, config: GatewayConfig): SubgraphClients {
  return new SubgraphClients(subgraphs, {
    urls: config.subgraphUrls,
    hosts: config.subgraphHosts,
    limits: { timeoutMs: config.subgraphTimeoutMs, answerBytes: config.subgraphAnswerBytes },
    timeouts: config.subgraphTimeouts,
    share: config.shareSubgraphCalls,
    keys: config.subgraphKeys,
    breaker: breakerOf(config),
  });
}

function breakerOf(config: GatewayConfig): BreakerRules | null {
  if (config.breakerErrorPercent === 0) return null;
  return {
    errorShare: config.breakerErrorPercent / 100,
    leastQuestions: config.breakerLeastQuestions,
    windowMs: config.breakerWindowMs,
    openMs: config.breakerOpenMs,
  };
}

/** The first line, and the next where that only leads to it. */
function reasonIn(text: string): string {
  const [first = 'unknown error', second = ''] = text.split('\n');
  return first.endsWith('Caused by:') ? `${first} ${second}` : first;
}
