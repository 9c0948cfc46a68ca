import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  type ValidationRule,
} from 'graphql';

import type { Cancellation } from '../../common/cancellation';
import type { Asker } from '../auth/viewer';
import type { OperationCost } from '../cost/spending';
import { ClientError } from '../errors';
import type { ExecutionOutcome } from '../execute/execution';
import type { IncrementalOutcome } from '../execute/incremental-outcome';
import { answerTree } from '../explain/answer-tree';
import type { Explanation } from '../explain/explain-plan';
import { type TableShape, tableShape } from '../formats/table-shape';
import type { ExplainOperation, PlannedOperation, RunOperation } from '../pipeline';
import { answerOf, type AnswerText, stringifyResult } from '../respond/answer-text';
import type { ErrorLog } from '../respond/error-log';
import { answerExtensions } from './answer-extensions';
import type { Asks } from './asks';
import { incrementalDelivery } from './incremental-delivery';
import type { IncrementalFormat } from './incremental-format';

type GatewayInterface = NonNullable<ApolloServerOptions<RequestContext>['gateway']>;
type SchemaCallback = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

export interface ServedSchema {
  readonly apiSchema: GraphQLSchema;
  readonly sdl: string;
}

/** What the HTTP server tells of one request. */
export interface RequestContext extends BaseContext {
  readonly asker: Asker;
  readonly requestId: string;
  /** Tells that the client has left. */
  readonly signal: Cancellation;
  /** How the client takes an answer in parts; null when it takes none. */
  readonly format: IncrementalFormat | null;
  /** Whether the client takes an answer that is not in parts. */
  readonly takesSingle: boolean;
  /** What is asked for beside the answer, or in its place; null for most requests. */
  readonly asks: Asks | null;
  /** Is told what the operation cost. */
  readonly report: (cost: OperationCost) => void;
  /** What is told back. An object of its own: Apollo Server hands on a copy of the context. */
  readonly told: {
    /** The answer, when it is nothing but data: what is sent in place of its text. */
    answer?: AnswerText;
    planned?: PlannedOperation;
    /** What came of it, where something is asked for beside the answer. */
    outcome?: ExecutionOutcome;
    /** What running it would mean, where that is asked for in place of the answer. */
    explanation?: Explanation;
    /** Where a table is asked for: the answer of Apollo Server then has errors alone. */
    table?: TableShape;
    operationName?: string | null;
    /** What comes after the first part of the answer. */
    incremental?: IncrementalOutcome;
    /** What was asked, when it is a query. */
    query?: {
      readonly schema: GraphQLSchema;
      readonly document: DocumentNode;
      readonly operation: OperationDefinitionNode;
    };
  };
}

export interface ApolloServerParts {
  readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
  readonly errorLog: ErrorLog;
  readonly run: RunOperation;
  readonly explain: ExplainOperation;
  /** What must hold of an operation beside what the specification says. */
  readonly validationRules: readonly ValidationRule[];
  /** Calls back with the schema now and at each change. Returns how to end that. */
  readonly onSchema: (callback: (schema: ServedSchema) => void) => () => void;
}

/** Apollo Server parses, validates and answers; what lies between is ours. */
export function createApolloServer({
  formatError,
  errorLog,
  validationRules,
  run,
  explain,
  onSchema,
}: ApolloServerParts): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: gatewayOf(run, explain, onSchema),
    formatError,
    stringifyResult,
    introspection: true,
    // Texts are resolved before a request comes here.
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    status400ForVariableCoercionErrors: true,
    validationRules: [...validationRules],
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // Before the answer may become one in parts.
      fewErrors,
      notedErrors(errorLog),
      answerExtensions,
      incrementalDelivery(formatError, errorLog),
    ],
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
}

const ignore = (): void => undefined;

const mostErrors = 10;

/** An operation that is refused is told its first mistakes, not all that it was written to have. */
const fewErrors: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body } }) => {
        if (body.kind !== 'single' || body.singleResult.data !== undefined) return Promise.resolve();
        const { errors } = body.singleResult;
        if (errors !== undefined && errors.length > mostErrors) body.singleResult.errors = errors.slice(0, mostErrors);
        return Promise.resolve();
      },
    }),
};

function notedErrors(errorLog: ErrorLog): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body }, contextValue: { requestId } }) => {
          if (body.kind !== 'single') return Promise.resolve();
          const { errors } = body.singleResult;
          if (errors !== undefined) body.singleResult.errors = errorLog.note(errors, requestId);
          return Promise.resolve();
        },
      }),
  };
}

function gatewayOf(
  run: ApolloServerParts['run'],
  explain: ApolloServerParts['explain'],
  onSchema: ApolloServerParts['onSchema'],
): GatewayInterface {
  return {
    onSchemaLoadOrUpdate: (callback: SchemaCallback) =>
      onSchema(({ apiSchema, sdl }) => callback({ apiSchema, coreSupergraphSdl: sdl })),
    load: () =>
      Promise.resolve({
        executor: async ({ document, operation, request, schema, context }) => {
          // Apollo Server hands over no operation when operationName does not say which.
          if ((operation as unknown) == null) throw new ClientError('OPERATION_RESOLUTION_FAILURE');
          const { asker, requestId, signal, format, asks, report, told } = context as RequestContext;
          const variables = request.variables ?? {};
          const mayDefer = format !== null && asks === null;
          if (asks?.explain === true) {
            told.explanation = await explain(schema, { document, operation, variables, asker });
            return { data: null } as never;
          }
          const by = { asker, requestId, signal, report, onPlan: notePlan(asks, told) };
          const outcome = await run(schema, { document, operation, variables, mayDefer, ...by });
          if (asks !== null) {
            told.outcome = outcome;
            told.operationName = operation.name?.value ?? null;
            if (asks.table !== null) return { data: null, ...someErrors(outcome) } as never;
          }
          if (outcome.incremental !== undefined) return firstPart(outcome, outcome.incremental, told) as never;
          const data = outcome.text === 'null' ? null : answerOf(outcome);
          if (outcome.errors.length > 0) return { data, errors: outcome.errors } as never;
          // Whoever sends an answer or runs a query that is known sends data alone.
          if (asks !== null || (told.planned?.plan.deprecations.length ?? 0) > 0) return { data } as never;
          if (data !== null) told.answer = data;
          if (operation.operation === OperationTypeNode.QUERY) told.query = { schema, document, operation };
          return { data } as never;
        },
      }),
    stop: () => Promise.resolve(),
  };
}

/** Keeps what is run for what is told beside the answer. Whether the answer is a table is known before it is run. */
function notePlan(asks: Asks | null, told: RequestContext['told']): (planned: PlannedOperation) => void {
  return (planned) => {
    told.planned = planned;
    if (asks === null) return;
    const tree = answerTree(planned.plan.shape);
    if (asks.table !== null) told.table = tableShape(tree, asks.table.rows);
  };
}

function someErrors({ errors }: ExecutionOutcome): Pick<Partial<ExecutionOutcome>, 'errors'> {
  return errors.length === 0 ? {} : { errors };
}

/** Apollo Server takes one result of a gateway; what comes later waits beside it, where `incrementalDelivery` takes it. */
function firstPart(
  { errors }: ExecutionOutcome,
  incremental: IncrementalOutcome,
  told: RequestContext['told'],
): { readonly data: unknown } {
  told.incremental = incremental;
  return { data: incremental.data, ...(errors.length > 0 && { errors }) };
}
