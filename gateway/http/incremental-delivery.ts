import { Readable } from 'node:stream';

import type { ApolloServerPlugin } from '@apollo/server';
import type { FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';

import type { IncrementalOutcome } from '../execute/incremental-outcome';
import type { ErrorLog } from '../respond/error-log';
import type { RequestContext } from './apollo-server';
import type { IncrementalFormat } from './incremental-format';

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
type TellErrors = (errors: readonly GraphQLError[]) => GraphQLFormattedError[];

/**
 * Makes of an answer whose rest comes later one in parts, which Apollo Server then writes as multipart/mixed. A client
 * that takes nothing else gets every answer so.
 */
export function incrementalDelivery(formatError: FormatError, errorLog: ErrorLog): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response, contextValue }) => {
          const { requestId, format, takesSingle, told } = contextValue;
          const tell: TellErrors = (errors) =>
            errorLog.note(
              errors.map((error) => formatError(error.toJSON(), error)),
              requestId,
            );
          if (response.body.kind === 'single' && format !== null) {
            const { singleResult } = response.body;
            const { incremental } = told;
            if (incremental !== undefined) response.body = inParts(singleResult, incremental, format, tell);
            else if (!takesSingle) response.body = inOnePart(singleResult);
          }
          return Promise.resolve();
        },
      }),
  };
}

function inParts(
  result: FormattedExecutionResult,
  { pending, payloads }: IncrementalOutcome,
  format: IncrementalFormat,
  tell: TellErrors,
) {
  const subsequent = async function* () {
    for await (const { completed, ...rest } of payloads) {
      const formatted = completed.map(({ errors, ...each }) => ({ ...each, errors: tell(errors) }));
      yield format.subsequent({ ...rest, completed: formatted });
    }
  };
  const initialResult = { ...result, ...format.first(pending) };
  return { kind: 'incremental', initialResult, subsequentResults: subsequent() } as const;
}

function inOnePart(result: FormattedExecutionResult) {
  const nothing = Readable.from([]) as AsyncIterable<{ hasNext: boolean }>;
  return { kind: 'incremental', initialResult: { ...result, hasNext: false }, subsequentResults: nothing } as const;
}
