const longest = 1_000;

/** A text as one line of a log: what would end the line, or steer a terminal, is written out. A long text is cut. */
export function logLine(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}...` : text;
  return cut.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (each) => `\\u{${each.codePointAt(0)?.toString(16) ?? ''}}`);
}
