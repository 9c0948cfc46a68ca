import type { GraphQLFormattedError } from 'graphql';

/** The subgraphs that failed in an answer, each once. */
export function degradedIn(errors: readonly GraphQLFormattedError[]): string[] {
  const names = errors.flatMap(({ extensions }) => {
    const { code, subgraph } = extensions ?? {};
    return typeof subgraph === 'string' && String(code).startsWith('SUBGRAPH_') ? [subgraph] : [];
  });
  return [...new Set(names)];
}
