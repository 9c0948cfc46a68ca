import type { GraphQLFormattedError } from 'graphql';

import { errorCatalogue, isErrorCode } from '../errors';

/**
 * The one place that decides what of an error leaves the building: a code of the catalogue, the client's path, the
 * subgraph's name, and the message where it was written for the client.
 */
export function formatError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const given = formatted.extensions?.['code'];
  const code = isErrorCode(given) ? given : 'INTERNAL_SERVER_ERROR';
  const subgraph = subgraphOf(formatted.extensions);
  return {
    message: errorCatalogue[code].text ?? formatted.message,
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: { code, ...(subgraph === undefined ? {} : { subgraph }) },
  };
}

function subgraphOf(extensions: GraphQLFormattedError['extensions']): string | undefined {
  const name = extensions?.['subgraph'] ?? extensions?.['serviceName'];
  return typeof name === 'string' ? name : undefined;
}
