const least = 20;

/**
 * Whether a number has changed suddenly against those before it: by 20 or more, by more than half of what they were on
 * average, and by more than three times what they differed among themselves.
 */
export function isJump(now: number, before: readonly number[]): boolean {
  if (before.length === 0) return false;
  const average = before.reduce((sum, number) => sum + number, 0) / before.length;
  return isFar(now, average, Math.max(...before) - Math.min(...before));
}

/**
 * The same against the median, and against the median of the distances from it: where one of those before was odd
 * itself, it decides nothing.
 */
export function isFarFromMedian(now: number, before: readonly number[]): boolean {
  if (before.length === 0) return false;
  const median = medianOf(before);
  return isFar(now, median, medianOf(before.map((number) => Math.abs(number - median))));
}

function isFar(now: number, usual: number, spread: number): boolean {
  const change = Math.abs(now - usual);
  return change >= least && change > usual / 2 && change > 3 * spread;
}

/** The number in the middle; of an even count, the higher of the two there. */
function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
