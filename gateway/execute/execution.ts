import type { GraphQLError } from 'graphql';

import type { DataObject } from '../plan/prepared-plan';
import type { IncrementalOutcome } from './incremental-outcome';
import type { JsonText } from './json-text';

/** Why the fields of some objects were not brought. */
export interface Failure {
  readonly subgraph: string;
  /** null when nothing went wrong: the subgraph knows no such entity, and its fields are null by that. */
  readonly code: string | null;
  readonly message: string;
  /** The fields that would have been brought. */
  readonly keys: ReadonlySet<string>;
}

/** An error that a subgraph told, at its place in the data. */
export interface SubgraphError {
  readonly subgraph: string;
  readonly message: string;
  readonly code: string | undefined;
  /** Data keys and list positions from the root. */
  readonly path: readonly (string | number)[];
}

/** What one operation has gathered while its plan runs. */
export interface Execution {
  readonly data: DataObject;
  readonly failures: Map<object, Failure[]>;
  readonly errors: SubgraphError[];
  /** Whether an answer was given to several objects: from then on one object can stand at several places. */
  hasShared: boolean;
}

export interface ExecutionOutcome {
  /** `data`. */
  readonly text: JsonText;
  readonly errors: readonly GraphQLError[];
  /** What the answer cost, in points: its objects and what else weighs something. */
  readonly cost: number;
  /** The keys of persons' records that came, where some were asked for. */
  readonly personKeys?: readonly string[];
  /** What comes later, where fragments are deferred. */
  readonly incremental?: IncrementalOutcome;
}

export function startExecution(): Execution {
  return { data: {}, failures: new Map(), errors: [], hasShared: false };
}

export function fail(execution: Execution, objects: Iterable<object>, failure: Failure): void {
  for (const object of objects) {
    const known = execution.failures.get(object);
    if (known === undefined) execution.failures.set(object, [failure]);
    else known.push(failure);
  }
}
