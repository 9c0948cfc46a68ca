import type { GraphQLFormattedError } from 'graphql';

import { shortText } from '../../common/short-text';
import { errorCatalogue, type ErrorCode, isErrorCode, withoutSuggestion } from '../errors';
import { internalReason } from './internal-reason';

/** Why something failed inside, for the log. */
const reasons = new WeakMap<GraphQLFormattedError, string>();

/**
 * The one place that decides what of an error leaves the building: a code of the catalogue, the client's path, the
 * subgraph's name, and the message where it was written for the client. `error` is what it was formatted from.
 */
export function formatError(formatted: GraphQLFormattedError, error?: unknown): GraphQLFormattedError {
  const subgraph = subgraphOf(formatted.extensions);
  const code = codeOf(formatted.extensions?.code, subgraph);
  const told = {
    message: errorCatalogue[code].text ?? shortText(withoutSuggestion(formatted.message)),
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: { code, ...(subgraph === undefined ? {} : { subgraph }) },
  };
  if (code === 'INTERNAL_SERVER_ERROR' && error !== undefined) reasons.set(told, internalReason(error));
  return told;
}

/** The internal reason of an error that was formatted here; undefined when its code says it all. */
export function reasonOf(formatted: GraphQLFormattedError): string | undefined {
  return reasons.get(formatted);
}

// The gateway has validated the operation. What a subgraph still refuses in it is a value that its scalars do not take.
function codeOf(given: unknown, subgraph: string | undefined): ErrorCode {
  if (given === 'GRAPHQL_VALIDATION_FAILED' && subgraph !== undefined) return 'BAD_USER_INPUT';
  return isErrorCode(given) ? given : 'INTERNAL_SERVER_ERROR';
}

function subgraphOf(extensions: GraphQLFormattedError['extensions']): string | undefined {
  const name = extensions?.subgraph ?? extensions?.serviceName;
  return typeof name === 'string' ? name : undefined;
}
