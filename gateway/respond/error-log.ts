import { randomBytes } from 'node:crypto';

import type { GraphQLFormattedError } from 'graphql';

import { type ErrorCode, isInternal } from '../errors';
import { reasonOf } from './format-error';

/** Errors of which the client is told little have an id, under which the log tells an operator more. */
export class ErrorLog {
  constructor(private readonly log: (line: string) => void) {}

  /**
   * The errors of one answer. Those with one cause, such as a subgraph that is away, share an id and a line:
   * `error k3J9xQ2a SUBGRAPH_TIMEOUT subgraph permits request 8f14...`.
   */
  note(errors: readonly GraphQLFormattedError[], requestId?: string): GraphQLFormattedError[] {
    const ids = new Map<string, string>();
    return errors.map((error) => {
      const code = error.extensions?.code as ErrorCode;
      if (!isInternal(code)) return error;
      const what = [code, ...about('subgraph', error.extensions?.subgraph), ...about('reason', reasonOf(error))].join(
        ' ',
      );
      const errorId = ids.get(what) ?? this.noteCause(what, requestId);
      ids.set(what, errorId);
      return { ...error, extensions: { ...error.extensions, errorId } };
    });
  }

  private noteCause(what: string, requestId: string | undefined): string {
    const errorId = randomBytes(6).toString('base64url');
    this.log(['error', errorId, what, ...about('request', requestId)].join(' '));
    return errorId;
  }
}

function about(name: string, value: unknown): string[] {
  return typeof value === 'string' ? [name, value] : [];
}
