import { CsvError, parse } from 'csv-parse';

import { unguarded } from '../../common/csv-line';
import { ToldError } from '../../common/told-error';
import { type CsvLayout, csvOptions } from './csv-layout';
import { longestRow } from './file-row';

/** A record, and the line it begins on. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records of a CSV file in UTF-8; those without any text are left out. */
export async function* csvRows(chunks: AsyncIterable<Buffer>, layout: CsvLayout): AsyncGenerator<CsvRow> {
  let line = 1;
  for await (const { parsed, failure } of parsedChunks(chunks, layout)) {
    for (const cells of parsed) {
      const isRow = cells.some((cell) => cell.trim() !== '') && !(line === 1 && layout.separatorLine);
      if (isRow) yield { line, cells: cells.map(unguarded) };
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
async function* parsedChunks(chunks: AsyncIterable<Buffer>, layout: CsvLayout): AsyncGenerator<ParsedChunk> {
  let parsed: (readonly string[])[] = [];
  const parser = parse({
    ...csvOptions(layout),
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
