import { quantile } from './quantile';
import { Random } from './random';

export interface RankedArea {
  /** 1 for the highest index; equal indices share a rank. */
  readonly rank: number;
  /** The ranks that the area may well have, with 90 % probability; its own rank is among them. */
  readonly low: number;
  readonly high: number;
}

interface Options {
  readonly draws?: number;
  readonly seed?: string;
}

/**
 * Where each of a set of areas stands, and how sure that is: every index is drawn about its estimate with its standard
 * error, the areas are ranked, again and again. The same areas and seed give the same answer. In the order given.
 */
export function rankIntervals(
  areas: readonly { readonly index: number; readonly se: number }[],
  { draws = 1_000, seed = 'ranks' }: Options = {},
): readonly RankedArea[] {
  const random = new Random(seed);
  const drawn = areas.map(() => new Uint32Array(draws));
  const values = new Float64Array(areas.length);
  for (let draw = 0; draw < draws; draw++) {
    areas.forEach(({ index, se }, at) => (values[at] = index + se * random.normal()));
    ranksOf(values).forEach((rank, at) => {
      const ranks = drawn[at];
      if (ranks) ranks[draw] = rank;
    });
  }
  const ranks = ranksOf(areas.map(({ index }) => index));
  return drawn.map((ranksDrawn, at) => {
    const rank = ranks[at] ?? 0;
    const sorted = ranksDrawn.sort();
    return { rank, low: Math.min(rank, quantile(sorted, 0.05)), high: Math.max(rank, quantile(sorted, 0.95)) };
  });
}

/** Ranks from the highest value down, in the order given. */
export function ranksOf(values: ArrayLike<number>): readonly number[] {
  const ascending = Float64Array.from(values).sort();
  return Array.from(values, (value) => 1 + ascending.length - countUpTo(ascending, value));
}

// How many of the sorted values are at most this one.
function countUpTo(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
