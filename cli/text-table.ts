/** Rows as columns of a terminal, a heading above each. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, at) => Math.max(heading.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const lines = [headings, ...rows].map((row) => row.map((text, at) => text.padEnd(widths[at] ?? 0)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Half up, as the index is shown everywhere; "-" where there is none. */
export function oneDecimal(value: number | null): string {
  return value === null ? '-' : (Math.round(value * 10) / 10).toFixed(1);
}
