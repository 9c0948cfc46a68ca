/** A line of a CSV file, harmless to a spreadsheet. `unguarded` gives back each of its cells as it was; a number is no formula. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** The text of a cell without the apostrophe that keeps it from being a formula. */
export function unguarded(text: string): string {
  return guardedFormula.test(text) ? text.slice(1) : text;
}

// A spreadsheet takes a cell that begins like this for a formula, which may read files and call other machines. Texts
// that begin with apostrophes before it get one more, so that reading takes off what writing put there.
const formula = /^'*[=+\-@\t\r\n]/;
const guardedFormula = /^'+[=+\-@\t\r\n]/;

function cell(text: string | number): string {
  if (typeof text === 'number') return String(text);
  // Many readers take a line that begins with # for a comment, unless it is quoted.
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n'#]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
