/**
 * Whole shares of a total, in proportion to the weights and summing to it exactly: what rounding down leaves over goes
 * to the largest remainders, the first of equal ones.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum > 0 ? (total * weight) / sum : 0));
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, share) => all + share, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** The total in `parts` whole shares that differ by one at most. */
export function spreadEvenly(total: number, parts: number): number[] {
  return apportion(total, new Array<number>(parts).fill(1));
}
