/** How long a list is taken to be. */
export interface ListSize {
  readonly assumedSize: number | null;
  /** Arguments that say how long it is; of several the largest counts. */
  readonly slicingArguments: readonly string[];
  /** Fields of the object given that are the list, in place of the field itself. */
  readonly sizedFields: readonly string[];
}

/** What a supergraph says of costs by `@cost` and `@listSize`: plain data. Keys are coordinates. */
export interface Costs {
  /** By `Type`, `Type.field`, `Type.field(argument:)` and `Input.field`. */
  readonly weights: Readonly<Record<string, number>>;
  readonly lists: Readonly<Record<string, ListSize>>;
}

export const noCosts: Costs = Object.freeze({ weights: {}, lists: {} });

/** What `@cost` says at a coordinate; undefined where it says nothing, whatever the name of the type is. */
export function weightAt({ weights }: Costs, coordinate: string): number | undefined {
  return Object.hasOwn(weights, coordinate) ? weights[coordinate] : undefined;
}

/** Whether a supergraph says anything of costs; one that does not is not judged by them. */
export function saysCosts({ weights, lists }: Costs): boolean {
  return Object.keys(weights).length > 0 || Object.keys(lists).length > 0;
}
