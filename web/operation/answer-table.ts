/** An answer as a table: columns as the gateway orders them, what it says about the table, and what is missing. */
export interface AnswerTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly about: readonly (readonly [name: string, text: string])[];
  readonly incomplete: readonly string[];
}

export type Cell = string | number | boolean | null;

type Line = Readonly<Record<string, Cell>> & { readonly '#'?: Readonly<Record<string, string | readonly string[]>> };

/** Reads the lines of an answer as NDJSON. */
export function tableOf(text: string): AnswerTable {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  const rows = lines.filter((line) => line['#'] === undefined);
  const told = lines
    .flatMap((line) => Object.entries(line['#'] ?? {}))
    .flatMap(([name, texts]) => [texts].flat().map((each): [string, string] => [name, each]));
  const columns = Object.keys(rows[0] ?? {});
  return {
    columns,
    rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
    about: told.filter(([name]) => name !== 'incomplete'),
    // At the beginning and again at the end.
    incomplete: [...new Set(told.filter(([name]) => name === 'incomplete').map(([, each]) => each))],
  };
}
