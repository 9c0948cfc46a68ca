import type { DeferredExecution } from '../execute/execute-deferred';
import type { SubgraphError } from '../execute/execution';
import type { ResponseShape } from '../plan/response-shape';
import { type Asker, askersOf } from './error-askers';
import { below } from './tell-errors';

type Path = SubgraphError['path'];

/**
 * Which part of an answer tells which error: each that asks for the field that it left null. One of an object as a
 * whole, or of a field that was only needed, is told by the part whose fetch met it.
 */
export class DeferredErrors {
  constructor(
    private readonly execution: DeferredExecution,
    private readonly shape: ResponseShape,
  ) {}

  ofPrimary(): SubgraphError[] {
    const others = this.execution.primary.execution.errors.filter((error) => this.isOfObject(error, undefined));
    return [...this.reasons(undefined), ...others];
  }

  /** The errors that each instance of a fragment tells; `places` are the instances', and paths begin there. */
  ofFragment(fragment: string, places: readonly Path[]): SubgraphError[][] {
    const own = this.execution.deferred.get(fragment)?.execution.errors ?? [];
    const others = own.filter((error) => this.isOfObject(error, fragment));
    const reasons = byPlace(this.reasons(fragment), places);
    const rest = byPlace(others, places);
    return places.map((_, index) => [
      ...(reasons.at[index] ?? []),
      ...(rest.at[index] ?? []),
      // What is at none of the places has no other to be told at.
      ...(index === 0 ? rest.elsewhere : []),
    ]);
  }

  /** The reasons of nulls in a fragment, or in what comes first, whichever part's fetch met them. */
  private reasons(fragment: string | undefined): SubgraphError[] {
    const { primary, deferred } = this.execution;
    const errors = [primary, ...deferred.values()].flatMap(({ execution }) => execution.errors);
    return errors.filter((error) => isNull(this.valueAt(error)) && this.isAsked(error, fragment));
  }

  /** Whether an error is of no field that this part or a later one asks for, but of the object that a fetch was for. */
  private isOfObject(error: SubgraphError, fragment: string | undefined): boolean {
    const value = this.valueAt(error);
    if (!isNull(value)) return typeof value === 'object';
    return !this.askers(error).some((asker) => fragment === undefined || asker.includes(fragment));
  }

  private isAsked(error: SubgraphError, fragment: string | undefined): boolean {
    return this.askers(error).some((asker) => asker.at(-1) === fragment);
  }

  private askers(error: SubgraphError): Asker[] {
    return askersOf(error, this.execution.primary.execution.data, this.shape);
  }

  private valueAt({ path }: SubgraphError): unknown {
    let value: unknown = this.execution.primary.execution.data;
    for (const element of path) value = below(value, element);
    return value;
  }
}

function isNull(value: unknown): boolean {
  return value === null || value === undefined;
}

/** The errors at or beneath each place, by the rest of their paths, and those that are at none. */
function byPlace(errors: readonly SubgraphError[], places: readonly Path[]) {
  const at = places.map((): SubgraphError[] => []);
  const elsewhere: SubgraphError[] = [];
  if (errors.length === 0) return { at, elsewhere };
  const known = new Map(places.map((place, index) => [JSON.stringify(place), at[index]]));
  // The places of a fragment are equally deep.
  const depth = places[0]?.length ?? 0;
  for (const error of errors) {
    const found = known.get(JSON.stringify(error.path.slice(0, depth)));
    if (found === undefined) elsewhere.push({ ...error, path: [] });
    else found.push({ ...error, path: error.path.slice(depth) });
  }
  return { at, elsewhere };
}
