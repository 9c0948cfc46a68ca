import { basename } from 'node:path';

import { ToldError } from '../../common/told-error';
import type { ImportDefinition } from '../shared/import-definition';
import { createCellReader } from './cell-values';
import { assignColumns, createHeadingReader, createHeadingScore, expectedColumns, type Layout } from './columns';
import type { FileRow } from './file-row';
import { headedRows } from './headed-rows';
import type { Mapping } from './mapping';
import { ndjsonRows } from './ndjson-rows';
import { type Contents, openTable, type ReadingOptions } from './open-table';

/** A file that was opened, recognised, and found to have the right columns. */
export interface SourceFile {
  readonly path: string;
  readonly totalBytes: number;
  readonly bytesRead: () => number;
  readonly rows: AsyncIterable<FileRow>;
  /** What the file was read as, and what of it was not taken, for the reader of the report. */
  readonly notes: readonly string[];
  readonly close: () => Promise<void>;
}

export interface SourceOptions extends ReadingOptions {
  readonly mapping?: Mapping | undefined;
  /** Whether columns that are like none of the kind's are left out rather than refused. */
  readonly ignoreUnknown?: boolean | undefined;
}

/**
 * Opens a file: CSV, NDJSON or XLSX, compressed or not. Its columns are checked before this returns, so that a wrong
 * file changes nothing. Its rows are read as they are asked for, in memory that does not grow with the file.
 * @throws ToldError, beginning with the file's name, for whatever keeps it from being read, now or at a later row.
 */
export async function openSource(
  definition: ImportDefinition,
  path: string,
  options: SourceOptions = {},
): Promise<SourceFile> {
  const named = toldWith(basename(path), definition);
  const layout: Layout = { definition, mapping: options.mapping, ignoreUnknown: options.ignoreUnknown };
  try {
    const table = await openTable(path, createHeadingScore(layout), options);
    try {
      const notes = [`read as ${table.readAs}`, ...table.notes];
      const rows = await withFirstRow(rowsOf(table.contents, layout, (text) => void notes.push(text)));
      const { totalBytes, bytesRead, close } = table;
      return { path, totalBytes, bytesRead, notes, rows: named.rows(rows), close };
    } catch (error) {
      await table.close();
      throw error;
    }
  } catch (error) {
    throw named.error(error);
  }
}

function rowsOf(contents: Contents, layout: Layout, note: (text: string) => void): AsyncGenerator<FileRow> {
  if (contents.form === 'TABLE') {
    const readCell = createCellReader(layout, contents.from1904);
    return headedRows(contents.rows, {
      layout,
      score: createHeadingScore(layout),
      readCell,
      note,
      ragged: contents.ragged,
    });
  }
  return ndjsonRows(contents.chunks, {
    checkFirst: (names) => checkFirstObject(names, layout, note),
    meaningOf: createHeadingReader(layout),
    readCell: createCellReader(layout),
    constants: layout.mapping?.constants ?? {},
  });
}

// A value that is not there may be left out of an object, so a missing name is told row by row.
function checkFirstObject(names: readonly string[], layout: Layout, note: (text: string) => void): void {
  const assigned = assignColumns(names, layout, { mayLack: true });
  if (!assigned.ok) throw new ToldError(assigned.mistakes);
  assigned.notes.forEach(note);
}

/** The rows from the first on, which was read already: reading it is what checks the columns. */
async function withFirstRow(rows: AsyncGenerator<FileRow>): Promise<AsyncGenerator<FileRow>> {
  const first = await rows.next();
  async function* all(): AsyncGenerator<FileRow> {
    if (first.done) return;
    yield first.value;
    yield* rows;
  }
  return all();
}

function toldWith(name: string, definition: ImportDefinition) {
  const error = (cause: unknown): unknown => {
    if (cause instanceof ToldError) {
      const hint =
        cause.message === 'is empty' ? `; the first line names the columns. ${expectedColumns(definition)}` : '';
      return new ToldError(`${name}: ${cause.message}${hint}`, cause.exitCode);
    }
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    return Object.hasOwn(fileFailures, code) ? new ToldError(`${name}: ${fileFailures[code]}`) : cause;
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
