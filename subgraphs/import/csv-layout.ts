import { parse } from 'csv-parse/sync';

/** How a CSV file divides its cells. */
export interface CsvLayout {
  readonly delimiter: string;
  readonly quote: '"' | "'";
  /** What stands before a quotation mark within quotation marks. */
  readonly escape: string;
  /** Whether the first line is Excel's `sep=;`, which is no row. */
  readonly separatorLine: boolean;
}

export const delimiters = [',', ';', '\t', '|', '^', '~', '¦', '§'] as const;

/** How many lines may stand before the headings, titles and empty ones. */
export const headingSearch = 20;

/** The layout by the beginning of the text. `score` tells how much a line of cells looks like the headings. */
export function csvLayoutOf(head: string, score: (cells: readonly string[]) => number): CsvLayout {
  const [line = ''] = head.split(/\r\n|\r|\n/, 1);
  const separator = /^"?sep=(.)"?$/i.exec(line.trim())?.[1];
  const marks = { quote: quoteOf(head), escape: escapeOf(head) };
  const scored = (separator === undefined ? delimiters : [separator]).map((delimiter) => {
    const layout: CsvLayout = { ...marks, delimiter, separatorLine: separator !== undefined };
    const rows = firstRecords(head, layout);
    return { layout, score: Math.max(0, ...rows.map(score)), width: rows[0]?.length ?? 0 };
  });
  return scored.reduce((best, next) => (isBetter(next, best) ? next : best), scored[0] ?? fallback(marks)).layout;
}

interface Scored {
  readonly layout: CsvLayout;
  readonly score: number;
  readonly width: number;
}

function isBetter(one: Scored, other: Scored): boolean {
  return one.score === other.score ? one.width > other.width : one.score > other.score;
}

function fallback(marks: Pick<CsvLayout, 'quote' | 'escape'>): Scored {
  return { layout: { ...marks, delimiter: ',', separatorLine: false }, score: 0, width: 0 };
}

function firstRecords(head: string, layout: CsvLayout): readonly string[][] {
  const records: string[][] = [];
  try {
    parse(head, {
      ...csvOptions(layout),
      to: headingSearch,
      on_record: (record: string[]) => void records.push(record),
    });
  } catch {
    // A head is cut anywhere, within quotation marks too; whoever reads the rows tells of a real mistake.
  }
  return records;
}

/** What the parser is told, here and where the rows are read. */
export function csvOptions({ delimiter, quote, escape }: Omit<CsvLayout, 'separatorLine'>) {
  return {
    bom: true,
    delimiter,
    quote,
    escape,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
  };
}

// Cells in single quotation marks, two of them side by side; an apostrophe in a name does not look so.
function quoteOf(head: string): CsvLayout['quote'] {
  return !head.includes('"') && /^'[^'\r\n]*'\s*[,;|\t]\s*'/m.test(head) ? "'" : '"';
}

// Databases write \" where spreadsheets write "".
function escapeOf(head: string): string {
  return /[^\\]\\"[^,;|\t\r\n]/.test(head) && !/[^,;|\t\r\n]""/.test(head) ? '\\' : '"';
}
