import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';

import { ToldError } from '../../common/told-error';
import type { ImportDefinition } from '../shared/import-definition';
import { columnMistakes, columnsOf, expectedColumns, unknownColumn } from './columns';
import { checkHeaderText, csvRows, delimiterOf } from './csv-rows';
import { type FileRow, longestRow } from './file-row';
import { ndjsonRows } from './ndjson-rows';
import { refuseOtherContent } from './other-content';

/** A file that was opened, recognised, and found to have the right columns. */
export interface SourceFile {
  readonly path: string;
  readonly totalBytes: number;
  readonly bytesRead: () => number;
  readonly rows: AsyncIterable<FileRow>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a CSV or NDJSON file. Its columns are checked before this returns, so that a wrong file changes nothing.
 * @throws ToldError, beginning with the file's name, for whatever keeps it from being read, now or at a later row.
 */
export async function openSource(definition: ImportDefinition, path: string): Promise<SourceFile> {
  const named = toldWith(basename(path));
  const reading = readChunks(path);
  try {
    const { size } = await stat(path);
    const head = await headOf(reading.chunks);
    const { rows, close } = await withFirstRow(rowsOf(definition, path, head, reading.chunks));
    return { path, totalBytes: size, bytesRead: reading.bytesRead, rows: named.rows(rows), close };
  } catch (error) {
    await reading.chunks.return(undefined);
    throw named.error(error);
  }
}

function readChunks(path: string): { chunks: AsyncGenerator<Buffer>; bytesRead: () => number } {
  let bytes = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(path, { highWaterMark: longestRow })) {
      bytes += (chunk as Buffer).length;
      yield chunk as Buffer;
    }
  }
  return { chunks: chunks(), bytesRead: () => bytes };
}

/** The beginning of the file, long enough to hold the header. */
async function headOf(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < longestRow) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* withHead(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

function rowsOf(
  definition: ImportDefinition,
  path: string,
  head: Buffer,
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<FileRow> {
  const extension = extname(path).toLowerCase();
  refuseOtherContent(head, extension);
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (text === '') throw new ToldError(`is empty; the first line names the columns. ${expectedColumns(definition)}`);
  if (text.startsWith('[')) throw new ToldError('looks like a JSON list; write one object a line (NDJSON)');
  const chunks = withHead(head, rest);
  if (text.startsWith('{') || ['.ndjson', '.jsonl'].includes(extension)) {
    return ndjsonRows(
      chunks,
      // A value that is not there may be left out of an object, so a missing name is told row by row.
      (names) =>
        refuse(
          columnMistakes([...names, ...definition.requiredColumns.filter((name) => !names.includes(name))], definition),
        ),
      (name) => (columnsOf(definition).includes(name) ? null : unknownColumn(name, 0, definition)),
    );
  }
  const [headerLine = ''] = text.split(/\r\n|\r|\n/, 1);
  checkHeaderText(headerLine);
  return csvRows(chunks, delimiterOf(headerLine), (columns) => refuse(columnMistakes(columns, definition)));
}

function refuse(mistakes: string | null): void {
  if (mistakes !== null) throw new ToldError(mistakes);
}

/** The rows from the first on, which was read already: reading it is what checks the columns. */
async function withFirstRow(rows: AsyncGenerator<FileRow>): Promise<Pick<SourceFile, 'rows' | 'close'>> {
  const first = await rows.next();
  async function* all(): AsyncGenerator<FileRow> {
    if (first.done) return;
    yield first.value;
    yield* rows;
  }
  return { rows: all(), close: () => rows.return(undefined).then(() => undefined) };
}

function toldWith(name: string) {
  const error = (cause: unknown): unknown => {
    if (cause instanceof ToldError) return new ToldError(`${name}: ${cause.message}`, cause.exitCode);
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    return code in fileFailures ? new ToldError(`${name}: ${fileFailures[code]}`) : cause;
  };
  async function* rows(source: AsyncIterable<FileRow>): AsyncGenerator<FileRow> {
    try {
      yield* source;
    } catch (cause) {
      throw error(cause);
    }
  }
  return { error, rows };
}

const fileFailures: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'the file may not be read',
  EPERM: 'the file may not be read',
  EISDIR: 'this is a folder, not a file',
  EIO: 'the disk cannot read the file',
};
