import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema, ValidationRule } from 'graphql';

import { ClientError } from '../errors';
import type { ExecutionOutcome } from '../execute/execution';
import type { IncrementalOutcome } from '../execute/incremental-outcome';
import type { ValidatedOperation } from '../pipeline';
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
  /** Tells that the client has left. */
  readonly signal?: AbortSignal;
  /** How the client takes an answer in parts; null when it takes none. */
  readonly format?: IncrementalFormat | null;
  /** Whether the client takes an answer that is not in parts. */
  readonly takesSingle?: boolean;
  /** What comes after the first part of the answer. */
  incremental?: IncrementalOutcome;
  /** The answer, when it is nothing but data: what is sent in place of its text. */
  answer?: AnswerText;
}

export interface ApolloServerParts {
  readonly formatError: (formatted: GraphQLFormattedError) => GraphQLFormattedError;
  /** What must hold of an operation beside what the specification says. */
  readonly validationRules: readonly ValidationRule[];
  readonly run: (schema: GraphQLSchema, operation: ValidatedOperation) => Promise<ExecutionOutcome>;
  /** Calls back with the schema now and at each change. Returns how to end that. */
  readonly onSchema: (callback: (schema: ServedSchema) => void) => () => void;
}

/** Apollo Server parses, validates and answers; what lies between is ours. */
export function createApolloServer({
  formatError,
  validationRules,
  run,
  onSchema,
}: ApolloServerParts): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: gatewayOf(run, onSchema),
    formatError,
    stringifyResult: stringify,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    status400ForVariableCoercionErrors: true,
    validationRules: [...validationRules],
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      incrementalDelivery(formatError),
    ],
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
}

const ignore = (): void => undefined;

function gatewayOf(run: ApolloServerParts['run'], onSchema: ApolloServerParts['onSchema']): GatewayInterface {
  return {
    onSchemaLoadOrUpdate: (callback: SchemaCallback) =>
      onSchema(({ apiSchema, sdl }) => callback({ apiSchema, coreSupergraphSdl: sdl })),
    load: () =>
      Promise.resolve({
        executor: async ({ document, operation, request, schema, context }) => {
          // Apollo Server hands over no operation when operationName does not say which.
          if ((operation as unknown) == null) throw new ClientError('OPERATION_RESOLUTION_FAILURE');
          const told = context as RequestContext;
          const variables = request.variables ?? {};
          const mayDefer = told.format != null;
          const outcome = await run(schema, { document, operation, variables, mayDefer, signal: told.signal });
          if (outcome.incremental !== undefined) return firstPart(outcome, outcome.incremental, told) as never;
          const data = outcome.text === 'null' ? null : answerOf(outcome);
          if (outcome.errors.length > 0) return { data, errors: outcome.errors } as never;
          if (data !== null) told.answer = data;
          return { data } as never;
        },
      }),
    stop: () => Promise.resolve(),
  };
}

/** Apollo Server takes one result of a gateway; what comes later waits beside it, where `incrementalDelivery` takes it. */
function firstPart({ errors }: ExecutionOutcome, incremental: IncrementalOutcome, told: RequestContext) {
  told.incremental = incremental;
  return { data: incremental.data, ...(errors.length > 0 && { errors }) };
}

/** `data` as text that is ready to be sent; whoever wants to look into it reads the text as JSON. */
export class AnswerText {
  /** The whole answer when nothing but data is in it. */
  readonly whole: string;
  private encoded: Buffer | null = null;

  constructor(readonly text: string) {
    this.whole = `{"data":${text}}`;
  }

  /** The whole answer as UTF-8, encoded once for all who get it. */
  get bytes(): Buffer {
    return (this.encoded ??= Buffer.from(this.whole));
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

const answers = new WeakMap<ExecutionOutcome, AnswerText>();

/** One answer for all requests that share an outcome. */
function answerOf(outcome: ExecutionOutcome): AnswerText {
  const answer = answers.get(outcome) ?? new AnswerText(outcome.text);
  answers.set(outcome, answer);
  return answer;
}

function stringify(result: FormattedExecutionResult): string {
  const { data, ...rest } = result;
  if (!(data instanceof AnswerText)) return JSON.stringify(result);
  const others = JSON.stringify(rest);
  return others === '{}' ? data.whole : `${others.slice(0, -1)},"data":${data.text}}`;
}
