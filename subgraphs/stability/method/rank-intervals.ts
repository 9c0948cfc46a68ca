import { quantile } from './quantile';
import { Random } from './random';

/** What ranking needs to know of an area. */
export interface RankableArea {
  readonly index: number;
  readonly se: number;
}

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

/** Beyond 2,000 areas there are fewer draws: what a draw costs grows with the areas, what it adds does not. */
const mostDraws = 1_000;
const fewestDraws = 200;
const drawnIndices = 2_000_000;

/** How often ranks of so many areas are drawn unless told otherwise. */
export function drawsFor(areas: number): number {
  return Math.max(fewestDraws, Math.min(mostDraws, Math.floor(drawnIndices / Math.max(1, areas))));
}

/**
 * Where each of a set of areas stands, and how sure that is: every index is drawn about its estimate with its standard
 * error, the areas are ranked, again and again. The same areas and seed give the same answer. In the order given.
 */
export function rankIntervals(areas: readonly RankableArea[], options: Options = {}): readonly RankedArea[] {
  const steps = rankIntervalSteps(areas, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of a few milliseconds, for whoever has others to serve between them. */
export function* rankIntervalSteps(
  areas: readonly RankableArea[],
  { draws = drawsFor(areas.length), seed = 'ranks' }: Options = {},
): Generator<undefined, readonly RankedArea[]> {
  const random = new Random(seed);
  const drawn = areas.map(() => new Uint32Array(draws));
  const values = new Float64Array(areas.length);
  for (let draw = 0; draw < draws; draw++) {
    areas.forEach(({ index, se }, at) => (values[at] = index + se * random.normal()));
    ranksOf(values).forEach((rank, at) => {
      const ranks = drawn[at];
      if (ranks) ranks[draw] = rank;
    });
    yield;
  }
  const ranks = ranksOf(areas.map(({ index }) => index));
  const intervals: RankedArea[] = [];
  for (const [at, ranksDrawn] of drawn.entries()) {
    const rank = ranks[at] ?? 0;
    const sorted = ranksDrawn.sort();
    intervals.push({ rank, low: Math.min(rank, quantile(sorted, 0.05)), high: Math.max(rank, quantile(sorted, 0.95)) });
    yield;
  }
  return intervals;
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
