import type { DataObject, FetchStep } from '../plan/prepared-plan';
import type { SubgraphAnswer } from '../transport/subgraph-client';
import { placesOf } from './collect-objects';
import type { Execution } from './execution';
import { codeOf } from './tell-failure';

type Path = readonly (string | number)[];

/**
 * Notes a subgraph's errors at their places in the data: one for each object that the error concerns. `asked` holds the
 * objects of each representation in the order asked; for a fetch without representations all objects are one group.
 */
export function noteErrors(
  errors: SubgraphAnswer['errors'],
  step: FetchStep,
  asked: readonly (readonly DataObject[])[],
  execution: Execution,
  { onlyWithin = false } = {},
): void {
  for (const error of errors ?? []) {
    const { objects, rest } = concerned(pathOf(error), step, asked);
    if (onlyWithin && !isBrought(rest[0], step)) continue;
    const code = codeOf(error);
    for (const place of objects === null ? [startOf(step.path)] : placesIn(objects, step, execution)) {
      execution.errors.push({ subgraph: step.subgraph, message: error.message, code, path: [...place, ...rest] });
    }
  }
}

function isBrought(key: string | number | undefined, { brings }: FetchStep): boolean {
  return typeof key === 'string' && brings.has(key);
}

function placesIn(objects: readonly DataObject[], step: FetchStep, execution: Execution): Path[] {
  const wanted = new Set(objects);
  return placesOf(execution.data, step.path, (object) => wanted.has(object));
}

function pathOf({ path }: { readonly path?: unknown }): Path {
  const isPath = Array.isArray(path) && path.every((each) => typeof each === 'string' || typeof each === 'number');
  return isPath ? path : [];
}

interface Concerned {
  /** null when the error is of the fetch as a whole. */
  readonly objects: readonly DataObject[] | null;
  readonly rest: Path;
}

function concerned(path: Path, step: FetchStep, asked: readonly (readonly DataObject[])[]): Concerned {
  if (step.represent === null) {
    return path.length === 0 ? { objects: null, rest: [] } : { objects: asked[0] ?? [], rest: namesOf(path, step) };
  }
  const [first, index, ...rest] = path;
  const objects = first === '_entities' && typeof index === 'number' ? asked[index] : undefined;
  return objects === undefined ? { objects: null, rest: [] } : { objects, rest: namesOf(rest, step) };
}

function namesOf(path: Path, { renames }: FetchStep): Path {
  if (renames.size === 0) return path;
  return path.map((element) => (typeof element === 'string' ? (renames.get(element) ?? element) : element));
}

/** What the places of a path have in common: the way to the first list. */
function startOf(path: readonly string[]): Path {
  const list = path.indexOf('@');
  return list === -1 ? path : path.slice(0, list);
}
