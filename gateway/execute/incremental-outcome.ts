import type { GraphQLError } from 'graphql';

/** A deferred fragment of one object, by the names of the incremental delivery specification. */
export interface PendingResult {
  /** One for each in an answer. */
  readonly id: string;
  readonly path: readonly (string | number)[];
  readonly label: string | undefined;
}

export interface CompletedResult<Told = GraphQLError> {
  readonly pending: PendingResult;
  /** null when a null came up that may not stand in the fragment. */
  readonly data: unknown;
  readonly errors: readonly Told[];
}

export interface SubsequentPayload<Told = GraphQLError> {
  readonly completed: readonly CompletedResult<Told>[];
  /** Fragments within those that are completed. */
  readonly pending: readonly PendingResult[];
  readonly hasNext: boolean;
}

/** What comes after the first part of an answer. */
export interface IncrementalOutcome {
  /** The first part's `data`. */
  readonly data: unknown;
  readonly pending: readonly PendingResult[];
  readonly payloads: AsyncIterable<SubsequentPayload>;
  /** Settles, never as a failure, when no subgraph is asked any more. */
  readonly ended: Promise<void>;
}
