/** The value below which a part of the sorted values lies: the nearest of them, so that ranks stay whole. */
export function quantile(ascending: ArrayLike<number>, part: number): number {
  const at = Math.round(part * (ascending.length - 1));
  return ascending[at] ?? NaN;
}
