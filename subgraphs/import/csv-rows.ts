import { CsvError, parse } from 'csv-parse';

import { ToldError } from '../../common/told-error';
import { unguarded } from '../shared/csv-line';
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
  return rowOf(line, Object.fromEntries(columns.map((column, index) => [column, unguarded(cells[index] ?? '')])));
}

/** Records with the line that each begins on; those without any text are left out. */
async function* records(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
): AsyncGenerator<{ line: number; cells: readonly string[] }> {
  let line = 1;
  for await (const { parsed, failure } of parsedChunks(chunks, delimiter)) {
    for (const cells of parsed) {
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
      line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    }
    if (failure !== null) throw failure instanceof CsvError ? new ToldError(told(failure, line)) : failure;
  }
}

interface ParsedChunk {
  readonly parsed: readonly (readonly string[])[];
  readonly failure: Error | null;
}

// Read as a stream, a parser that fails drops the good records before the failure; taken one by one, they are kept.
async function* parsedChunks(chunks: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<ParsedChunk> {
  let parsed: (readonly string[])[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
    on_record: (record: string[]) => void parsed.push(record),
  });
  // A failure reaches the callback of the call that met it.
  parser.on('error', () => undefined).resume();
  type Done = (error?: Error | null) => void;
  const after = async (act: (done: Done) => void): Promise<ParsedChunk> => {
    const failure = await new Promise<Error | null>((resolve) => act((error) => resolve(error ?? null)));
    const taken = parsed;
    parsed = [];
    return { parsed: taken, failure };
  };
  for await (const chunk of chunks) yield after((done) => parser.write(chunk, done));
  yield after((done) => parser.end(done));
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
