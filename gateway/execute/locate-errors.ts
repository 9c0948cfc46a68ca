import type { DataObject, FetchStep } from '../plan/prepared-plan';
import type { SubgraphAnswer } from '../transport/subgraph-client';
import { placesOf } from './collect-objects';
import type { Execution } from './execution';

/**
 * Notes a subgraph's errors at their places in the client's answer: one for each object that the error concerns.
 * `asked` holds the objects of each representation in the order asked; for a root fetch all objects are one group.
 */
export function noteErrors(
  errors: SubgraphAnswer['errors'],
  step: FetchStep,
  asked: readonly (readonly DataObject[])[],
  execution: Execution,
  { onlyWithin = false } = {},
): void {
  for (const error of errors ?? []) {
    const path = pathOf(error);
    const { objects, rest } = concerned(path, step, asked);
    if (onlyWithin && rest.length === 0) continue;
    const wanted = new Set(objects);
    const { code } = (error.extensions ?? {}) as { code?: unknown };
    for (const place of placesOf(execution.data, step.path, (object) => wanted.has(object))) {
      execution.errors.push({
        subgraph: step.subgraph,
        message: error.message,
        code: typeof code === 'string' ? code : undefined,
        path: [...place, ...rest],
      });
    }
  }
}

function pathOf(error: { readonly path?: unknown }): readonly (string | number)[] {
  const { path } = error;
  const isPath = Array.isArray(path) && path.every((each) => typeof each === 'string' || typeof each === 'number');
  return isPath ? path : [];
}

function concerned(
  path: readonly (string | number)[],
  step: FetchStep,
  asked: readonly (readonly DataObject[])[],
): { objects: readonly DataObject[]; rest: readonly (string | number)[] } {
  const everything = asked.flat();
  if (step.represent === null) return { objects: everything, rest: path };
  const [first, index, ...rest] = path;
  if (first !== '_entities' || typeof index !== 'number') return { objects: everything, rest: [] };
  return { objects: asked[index] ?? everything, rest };
}
