import type { AboutLine } from './about-table';
import type { WrittenTable } from './written-table';

/** A JSON object on each line; those of the header and the trailer have one key, `#`. */
export function* ndjsonTable({ columns, rows, about, trailer }: WrittenTable): Generator<string> {
  if (about !== null) yield aboutText(about);
  const keys = columns.map((name, index) => `${index === 0 ? '' : ','}${JSON.stringify(name)}:`);
  for (const cells of rows) {
    yield `{${keys.map((key, index) => `${key}${JSON.stringify(cells[index] ?? null)}`).join('')}}\n`;
  }
  if (trailer.length > 0) yield aboutText(trailer);
}

/** Each name once; what several lines say under one name is a list. */
function aboutText(lines: readonly AboutLine[]): string {
  const byName = new Map<string, string | string[]>();
  for (const { name, text } of lines) {
    const known = byName.get(name);
    byName.set(name, known === undefined ? text : [...(Array.isArray(known) ? known : [known]), text]);
  }
  return `${JSON.stringify({ '#': Object.fromEntries(byName) })}\n`;
}
