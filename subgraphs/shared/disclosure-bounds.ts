import type { Bounds } from './disclosure';

/** Areas whose counts add up: a count of an area is the sum of those of its parts. */
export interface AreaTree {
  readonly code: string;
  readonly parts: readonly AreaTree[];
}

/**
 * What a reader can conclude of every count of a tree, who knows of each no more than `known` tells and that counts add
 * up. The bounds are exact: each value within them belongs to a table that the reader cannot tell from the true one.
 */
export function boundsInTree(tree: AreaTree, known: (code: string) => Bounds): ReadonlyMap<string, Bounds> {
  const bounds = new Map<string, Bounds>();
  fromParts(tree, known, bounds);
  fromWhole(tree, bounds);
  return bounds;
}

function fromParts({ code, parts }: AreaTree, known: (code: string) => Bounds, bounds: Map<string, Bounds>): Bounds {
  const sum = sumOf(parts.map((part) => fromParts(part, known, bounds)));
  const own = within(known(code));
  const both = parts.length === 0 ? own : { low: Math.max(own.low, sum.low), high: Math.min(own.high, sum.high) };
  bounds.set(code, both);
  return both;
}

function fromWhole({ code, parts }: AreaTree, bounds: Map<string, Bounds>): void {
  const whole = bounds.get(code) ?? unknown;
  const before = parts.map((part) => bounds.get(part.code) ?? unknown);
  const sum = sumOf(before);
  parts.forEach((part, index) => {
    const { low, high } = before[index] ?? unknown;
    bounds.set(part.code, {
      low: Math.max(low, whole.low - (sum.high - high)),
      high: Math.min(high, whole.high - (sum.low - low)),
    });
    fromWhole(part, bounds);
  });
}

// Larger than any count and small enough that sums stay whole numbers, which sums with Infinity would not.
const endless = 1e12;
const unknown: Bounds = { low: 0, high: endless };

function within({ low, high }: Bounds): Bounds {
  return { low, high: Math.min(high, endless) };
}

function sumOf(bounds: readonly Bounds[]): Bounds {
  return bounds.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), { low: 0, high: 0 });
}
