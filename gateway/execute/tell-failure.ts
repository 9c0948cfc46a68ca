import { GraphQLError } from 'graphql';

import type { FetchStep } from '../plan/prepared-plan';
import type { Failure } from './execution';

const unreadable = 'A subgraph gave an answer that cannot be read.';

/** What to tell of the fields that a fetch did not bring: by what was thrown, or by the first error that was told. */
export function failureOf(error: unknown, step: FetchStep, otherwise = unreadable): Failure {
  const base = { subgraph: step.subgraph, keys: step.brings };
  if (error instanceof GraphQLError) {
    return { ...base, code: codeOf(error) ?? 'SUBGRAPH_UNAVAILABLE', message: error.message };
  }
  const { message } = (error ?? {}) as { message?: unknown };
  if (typeof message !== 'string') return { ...base, code: 'SUBGRAPH_INVALID_RESPONSE', message: otherwise };
  return { ...base, code: codeOf(error as object) ?? 'SUBGRAPH_ERROR', message };
}

/** The code in an error's extensions, whatever these are. */
export function codeOf(error: { readonly extensions?: unknown }): string | undefined {
  const { code } = (error.extensions ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
