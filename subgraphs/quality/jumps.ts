const least = 20;

/**
 * Whether a number has changed suddenly against those before it: by 20 or more, by more than half of what they were on
 * average, and by more than three times what they differed among themselves.
 */
export function isJump(now: number, before: readonly number[]): boolean {
  if (before.length === 0) return false;
  const average = before.reduce((sum, number) => sum + number, 0) / before.length;
  const spread = Math.max(...before) - Math.min(...before);
  const change = Math.abs(now - average);
  return change >= least && change > average / 2 && change > 3 * spread;
}
