import type { GraphQLError } from 'graphql';

import type { DataObject } from '../plan/prepared-plan';

/** Why the fields of some objects were not brought. */
export interface Failure {
  readonly subgraph: string;
  readonly code: string;
  readonly message: string;
  /** The fields that would have been brought. */
  readonly keys: ReadonlySet<string>;
}

/** An error that a subgraph told, at its place in the client's answer. */
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
}

export interface ExecutionOutcome {
  /** The JSON text of `data`. */
  readonly text: string;
  readonly errors: readonly GraphQLError[];
}

export function startExecution(): Execution {
  return { data: {}, failures: new Map(), errors: [] };
}

export function fail(execution: Execution, objects: Iterable<object>, failure: Failure): void {
  for (const object of objects) {
    const known = execution.failures.get(object);
    if (known === undefined) execution.failures.set(object, [failure]);
    else known.push(failure);
  }
}
