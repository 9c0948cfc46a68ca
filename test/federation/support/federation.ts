import { composeServices } from '@apollo/composition';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildSchema,
  type DocumentNode,
  execute,
  type ExecutionResult,
  FieldsOnCorrectTypeRule,
  Kind,
  KnownArgumentNamesRule,
  KnownTypeNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedVariablesRule,
  type OperationDefinitionNode,
  OverlappingFieldsCanBeMergedRule,
  parse,
  ScalarLeafsRule,
  validate,
} from 'graphql';

import { type Identity, readIdentity } from '../../../common/identity';
import type { Asker } from '../../../gateway/auth/viewer';
import { type PipelineServices, runOperation } from '../../../gateway/pipeline';
import type { PlanSource } from '../../../gateway/plan/plan-source';
import { createPlannerCore } from '../../../gateway/plan/planner-core';
import type { QueryPlan } from '../../../gateway/plan/query-plan';
import { type Supergraph, supergraphOf } from '../../../gateway/plan/supergraph';
import { RememberedRuns } from '../../../gateway/remembered-runs';
import { AnswerBody, type SubgraphAnswer } from '../../../gateway/transport/read-answer';
import { type AnswerError, type AnswerPart, mergedAnswer } from './merged-answer';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

export interface Subgraph {
  readonly sdl: string;
  /** As graphql-js takes them, and `__resolveReference` for entities. */
  readonly resolvers: Record<string, any>;
}

export type Subgraphs = Readonly<Record<string, Subgraph>>;

export interface SentFetch {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Record<string, any>;
}

export interface FederatedAnswer {
  readonly data: any;
  readonly errors: readonly AnswerError[];
  readonly fetches: readonly SentFetch[];
  /** Who asks, as each fetch told it; null for nobody. */
  readonly identities: readonly (Identity | null)[];
  /** Keys of persons' records that came. */
  readonly personKeys: readonly string[];
  /** What came one after the other; `data` and `errors` have it all. */
  readonly parts: readonly AnswerPart[];
}

export interface AskOptions {
  readonly operationName?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
  /** Who asks: nobody when it is left out. */
  readonly asker?: Asker | undefined;
  /** Whether deferred fragments come later. */
  readonly mayDefer?: boolean | undefined;
  /** Changes what a subgraph answers, or rejects in its place. */
  readonly fault?: ((answer: SubgraphAnswer, fetch: SentFetch) => SubgraphAnswer | Promise<SubgraphAnswer>) | undefined;
}

export interface Federation {
  readonly supergraph: Supergraph;
  /** Parses and validates what is text, plans, executes and shapes as the gateway does, with the subgraphs in this process. */
  ask(query: string | DocumentNode, options?: AskOptions): Promise<FederatedAnswer>;
  /** The same by Apollo's own gateway. */
  askStock(query: string, options?: AskOptions): Promise<ExecutionResult>;
  stop(): Promise<void>;
}

/** Subgraphs composed and served in this process: an operation costs milliseconds. */
export function federate(
  subgraphs: Subgraphs,
  {
    labels = [] as readonly string[],
    rememberedBytes = 1_000_000,
    isDryRun = false,
    authenticatedAs = 'authenticated',
  } = {},
): Federation {
  const sdl = compose(subgraphs, authenticatedAs);
  const options = {
    planningTimeoutMs: 0,
    planningQueue: 0,
    planCacheEntries: 100,
    maxSelections: 10_000,
    overrideLabels: labels,
    costListSize: 10,
    authorisation: { isLogged: true, isDryRun },
  };
  const planner = planInProcess(sdl);
  const apiSchema = buildSchema(planner.tables.apiDefinitions.join('\n'));
  const supergraph = supergraphOf(sdl, planner, apiSchema, options);
  const schemas = new Map(
    Object.entries(subgraphs).map(([name, { sdl: typeDefs, resolvers }]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(linked(typeDefs, authenticatedAs)), resolvers }),
    ]),
  );
  const stock = stockGateway(sdl, schemas);
  const documents = new Map<string, DocumentNode>();
  const runs = new RememberedRuns(rememberedBytes);
  const answer = async ({ subgraph, query, variables }: SentFetch): Promise<SubgraphAnswer> => {
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new Error(`No subgraph ${subgraph}.`);
    const document = documents.get(query) ?? parse(query);
    if (!documents.has(query)) {
      const mistakes = validate(schema, document, rulesForFetches, { maxErrors: 1 });
      if (mistakes.length > 0) return { errors: mistakes };
      documents.set(query, document);
    }
    const result = await execute({ schema, document, variableValues: variables });
    return JSON.parse(JSON.stringify(result)) as SubgraphAnswer;
  };
  return {
    supergraph,
    ask: async (query, { operationName, variables = {}, asker, mayDefer = false, fault } = {}) => {
      const document = typeof query === 'string' ? parse(query) : query;
      const mistakes = typeof query === 'string' ? validate(supergraph.apiSchema, document) : [];
      if (mistakes.length > 0) throw new Error(`Not valid: ${mistakes.map(({ message }) => message).join(' ')}`);
      const fetches: SentFetch[] = [];
      const identities: (Identity | null)[] = [];
      const send: PipelineServices['ask'] = async (subgraph, body, { identity = '' }) => {
        identities.push(readIdentity(identity));
        const fetch = { subgraph, ...(JSON.parse(body) as Omit<SentFetch, 'subgraph'>) };
        fetches.push(fetch);
        const given = await answer(fetch);
        const told = fault === undefined ? given : await fault(given, fetch);
        return new AnswerBody(Buffer.from(JSON.stringify(told)));
      };
      const operation = operationOf(document, operationName);
      const services = { ask: send, sharing: null, runs, spending: null, audit: { append: () => Promise.resolve() } };
      const asked = { document, operation, variables, mayDefer, ...(asker && { asker }) };
      const outcome = await runOperation(asked, supergraph, services);
      const { data, parts } = await mergedAnswer(outcome);
      return {
        data,
        errors: parts.flatMap(({ errors }) => errors),
        fetches,
        identities,
        personKeys: outcome.personKeys ?? [],
        parts,
      };
    },
    askStock: async (query, { operationName, variables = {} } = {}) =>
      (await stock()).ask(query, operationName, variables),
    stop: async () => {
      await supergraph.stop();
      await stock.stop();
    },
  };
}

/** What could go wrong with an operation that a plan holds. */
const rulesForFetches = [
  FieldsOnCorrectTypeRule,
  KnownArgumentNamesRule,
  KnownTypeNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedVariablesRule,
  OverlappingFieldsCanBeMergedRule,
  ScalarLeafsRule,
];

const link = (authenticated: string): string =>
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@provides", ' +
  '"@requires", "@external", "@override", "@inaccessible", "@interfaceObject", "@tag", "@requiresScopes", "@policy", ' +
  `{ name: "@authenticated", as: "@${authenticated}" }])\n`;

/** SDL with the federation directives imported. */
export function linked(sdl: string, authenticated = 'authenticated'): string {
  return link(authenticated) + sdl;
}

export function compose(subgraphs: Subgraphs, authenticated?: string): string {
  const services = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    url: `http://${name}.test`,
    typeDefs: parse(linked(sdl, authenticated)),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) {
    throw new Error(`${Object.keys(subgraphs).join()}: ${errors.map(({ message }) => message).join('\n')}`);
  }
  return supergraphSdl;
}

/** The planner without its thread. */
export function planInProcess(sdl: string): PlanSource {
  const core = createPlannerCore(sdl);
  return {
    tables: core.tables,
    plan: (operation, labels) =>
      new Promise((resolve) => resolve(JSON.parse(JSON.stringify(core.plan(operation, labels))) as QueryPlan)),
    stop: () => Promise.resolve(),
  };
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = document.definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION && (name === undefined || node.name?.value === name),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No operation ${name ?? ''}.`);
  return operation;
}

const ignore = (): void => undefined;
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Apollo's gateway over the same schemas, started when it is first asked. */
function stockGateway(supergraphSdl: string, schemas: ReadonlyMap<string, any>) {
  const start = async () => {
    const gateway = new ApolloGateway({
      supergraphSdl,
      logger: quiet,
      buildService: ({ name }) => new LocalGraphQLDataSource(schemas.get(name)),
    });
    const { schema, executor } = await gateway.load();
    const ask = async (query: string, operationName: string | undefined, variables: Record<string, unknown>) => {
      const document = parse(query);
      const operation = operationOf(document, operationName);
      const context: any = {
        document,
        operation,
        operationName: operationName ?? null,
        queryHash: `${operationName ?? ''}${query}`,
        source: query,
        request: { query, variables, operationName },
        context: {},
        cache: undefined,
        logger: quiet,
        schema,
        metrics: {},
        overallCachePolicy: {},
      };
      return JSON.parse(JSON.stringify(await executor(context))) as ExecutionResult;
    };
    return { ask, stop: () => gateway.stop() };
  };
  let started: ReturnType<typeof start> | undefined;
  const get = () => (started ??= start());
  return Object.assign(get, { stop: async () => (await started)?.stop() });
}
