/**
 * A reader who wants to know: takes what is published of a table as linear conditions on whole numbers and narrows the
 * bounds of every unknown until nothing changes. Knows the rules of disclosure, and nothing of the code that keeps them.
 */
export interface Range {
  low: number;
  high: number;
}

/** `total` = the sum of `parts`; each is the name of an unknown. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}

export function narrow(given: Readonly<Record<string, Range>>, sums: readonly Sum[]): Record<string, Range> {
  const ranges = Object.fromEntries(Object.entries(given).map(([name, range]) => [name, { ...range }]));
  const at = (name: string): Range => (ranges[name] ??= { low: 0, high: Number.MAX_SAFE_INTEGER / 1_000 });
  const tighten = (name: string, low: number, high: number): boolean => {
    const range = at(name);
    if (low <= range.low && high >= range.high) return false;
    range.low = Math.max(range.low, low);
    range.high = Math.min(range.high, high);
    return true;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const { total, parts } of sums) {
      const low = parts.reduce((sum, part) => sum + at(part).low, 0);
      const high = parts.reduce((sum, part) => sum + at(part).high, 0);
      changed = tighten(total, low, high) || changed;
      for (const part of parts) {
        const others = { low: low - at(part).low, high: high - at(part).high };
        // The sums above hold for the ranges as they were; a narrower one is seen in the next round.
        changed = tighten(part, at(total).low - others.high, at(total).high - others.low) || changed;
      }
    }
  }
  return ranges;
}
