import { Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';

import { ToldError } from '../../common/told-error';
import { faultyRow, type FileRow, longestRow, notUtf8, rowOf } from './file-row';

/** The rows of a CSV file. `checkHeader` sees the names of the columns before any row is given. */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  checkHeader: (columns: readonly string[]) => void,
): AsyncGenerator<FileRow> {
  let columns: readonly string[] | null = null;
  for await (const { line, cells } of records(chunks, delimiter)) {
    if (columns !== null) yield toRow(line, columns, cells);
    else checkHeader((columns = cells.map((cell) => cell.trim())));
  }
}

/** The delimiter that divides the header line, of comma, semicolon and tab. */
export function delimiterOf(headerLine: string): string {
  const outsideQuotes = headerLine.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string): number => outsideQuotes.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function toRow(line: number, columns: readonly string[], cells: readonly string[]): FileRow {
  if (cells.length !== columns.length) {
    return faultyRow(line, cells.join(' | '), `has ${cells.length} fields, and the header has ${columns.length}`);
  }
  return rowOf(line, Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
}

/** Records with the line that each begins on; those without any text are left out. */
async function* records(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
): AsyncGenerator<{ line: number; cells: readonly string[] }> {
  const source = Readable.from(chunks);
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  });
  source.on('error', (error) => parser.destroy(error)).pipe(parser);
  let line = 1;
  try {
    for await (const record of parser) {
      const cells = record as readonly string[];
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    }
  } catch (error) {
    throw error instanceof CsvError ? new ToldError(told(error, line)) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function told({ code, message }: CsvError, line: number): string {
  const endless = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  if (!endless) return `line ${line} cannot be read (${message})`;
  return `the row that begins on line ${line} does not end; a quotation mark in it is probably not closed. Rows before it are imported`;
}

/** @throws ToldError for a header line that is no text. */
export function checkHeaderText(headerLine: string): void {
  if (headerLine.includes('\uFFFD')) throw new ToldError(`the first line ${notUtf8}`);
}
