import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';

import type { ExecutionOutcome } from '../execute/execution';
import type { ValidatedOperation } from '../pipeline';

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
}

export interface ApolloServerParts {
  readonly formatError: (formatted: GraphQLFormattedError) => GraphQLFormattedError;
  readonly run: (schema: GraphQLSchema, operation: ValidatedOperation) => Promise<ExecutionOutcome>;
  /** Calls back with the schema now and at each change. Returns how to end that. */
  readonly onSchema: (callback: (schema: ServedSchema) => void) => () => void;
}

/** Apollo Server parses, validates and answers; what lies between is ours. */
export function createApolloServer({ formatError, run, onSchema }: ApolloServerParts): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: gatewayOf(run, onSchema),
    formatError,
    stringifyResult: stringify,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    status400ForVariableCoercionErrors: true,
    plugins: [ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginLandingPageDisabled()],
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
          const { signal } = context as RequestContext;
          const { text, errors } = await run(schema, {
            document,
            operation,
            variables: request.variables ?? {},
            signal,
          });
          const data = text === 'null' ? null : (new AnswerText(text) as unknown as Record<string, unknown>);
          return errors.length === 0 ? { data } : { data, errors };
        },
      }),
    stop: () => Promise.resolve(),
  };
}

/** `data` as text that is ready to be sent; whoever wants to look into it reads the text as JSON. */
class AnswerText {
  constructor(readonly text: string) {}
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

function stringify(result: FormattedExecutionResult): string {
  const { data, ...rest } = result;
  if (!(data instanceof AnswerText)) return JSON.stringify(result);
  const others = JSON.stringify(rest);
  return others === '{}' ? `{"data":${data.text}}` : `${others.slice(0, -1)},"data":${data.text}}`;
}
