import type { SubgraphError } from '../execute/execution';

/** A place in the data at or beneath which subgraphs told errors. */
export interface ErrorPlace {
  /** Whether an error was told of this very place. */
  isTold: boolean;
  readonly below: Map<string | number, ErrorPlace>;
}

/** The places of errors as a tree, so that a null finds its reason by the way to it. null when there are no errors. */
export function errorPlaces(errors: readonly SubgraphError[]): ErrorPlace | null {
  if (errors.length === 0) return null;
  const root = newPlace();
  for (const { path } of errors) {
    let place = root;
    for (const element of path) {
      const below = place.below.get(element) ?? newPlace();
      place.below.set(element, below);
      place = below;
    }
    place.isTold = true;
  }
  return root;
}

function newPlace(): ErrorPlace {
  return { isTold: false, below: new Map() };
}
