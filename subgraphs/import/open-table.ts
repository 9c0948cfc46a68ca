import { extname } from 'node:path';

import { ToldError } from '../../common/told-error';
import type { HeadingScore } from './columns';
import { type CsvLayout, csvLayoutOf } from './csv-layout';
import { csvRows } from './csv-rows';
import { type Bytes, type FileContent, gunzipped, openContent, withHead } from './file-content';
import { shown, type TableRow } from './file-row';
import { isGzip, isZip, refuseOtherContent } from './other-content';
import { encodingOf, inUtf8, type TextEncoding } from './text-encoding';
import { type Archive, openArchive } from './xlsx/archive';
import { isWorkbook, openSheet } from './xlsx/workbook';

/** How a file is to be read, where the user knows better than its content tells. */
export interface ReadingOptions {
  readonly encoding?: TextEncoding | undefined;
  readonly sheet?: string | undefined;
}

/** What a file turned out to hold: lines of cells, or JSON objects one a line, in UTF-8. */
export type Contents =
  | {
      readonly form: 'TABLE';
      readonly rows: AsyncGenerator<TableRow>;
      readonly ragged: boolean;
      readonly from1904: boolean;
    }
  | { readonly form: 'NDJSON'; readonly chunks: AsyncGenerator<Buffer>; readonly head: string };

export interface OpenTable {
  readonly contents: Contents;
  /** What it was read as. */
  readonly readAs: string;
  readonly notes: readonly string[];
  readonly totalBytes: number;
  readonly bytesRead: () => number;
  readonly close: () => Promise<void>;
}

/** So much is looked at to tell what the text is written in. */
const headBytes = 4 * 1_048_576;
/** So much of it to find the headings and what divides the columns. */
const layoutBytes = 65_536;
const largest = 64 * 1_073_741_824;

/** Opens a file of any form. @throws ToldError for one that holds no rows. */
export async function openTable(path: string, score: HeadingScore, options: ReadingOptions): Promise<OpenTable> {
  const extension = extname(path).toLowerCase();
  const content = await openContent(path, headBytes);
  try {
    if (isZip(content.head)) return await openZipped(path, content, score, options);
    if (!isGzip(content.head)) return textTable(content, content, extension, score, options, '');
    const bytes = await withHead(gunzipped(content.all), headBytes);
    if (isGzip(bytes.head) || isZip(bytes.head)) {
      await bytes.close();
      throw new ToldError('is compressed twice, or a compressed workbook; unpack it first');
    }
    const inner = extname(path.slice(0, -extension.length)).toLowerCase();
    return textTable(bytes, content, inner, score, options, ', compressed with gzip');
  } catch (error) {
    await content.close();
    throw error;
  }
}

/** A workbook, or the one file of text in a zip file. */
async function openZipped(
  path: string,
  content: FileContent,
  score: HeadingScore,
  options: ReadingOptions,
): Promise<OpenTable> {
  await content.close();
  const archive = await openArchive(path);
  try {
    return isWorkbook(archive)
      ? await sheetTable(archive, content.totalBytes, options)
      : await onlyFileTable(archive, content, score, options);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function sheetTable(archive: Archive, totalBytes: number, { sheet }: ReadingOptions): Promise<OpenTable> {
  const { rows, name, others, from1904, share } = await openSheet(archive, sheet);
  const unread = others.length === 0 ? '' : `; its other sheets were not read: ${others.map(shown).join(', ')}`;
  return {
    contents: { form: 'TABLE', rows, ragged: true, from1904 },
    readAs: `XLSX workbook, sheet ${shown(name)}${unread}`,
    notes: from1904 ? ['the workbook counts its days from 1904; they were read so'] : [],
    totalBytes,
    bytesRead: () => Math.round(share() * totalBytes),
    close: async () => {
      await rows.return(undefined);
      archive.close();
    },
  };
}

async function onlyFileTable(
  archive: Archive,
  content: FileContent,
  score: HeadingScore,
  options: ReadingOptions,
): Promise<OpenTable> {
  const files = archive.names.filter((name) => !/(^|\/)(__MACOSX\/|\.)/.test(name));
  const [only = ''] = files;
  if (archive.names.some((name) => name === 'mimetype' || name === 'content.xml')) {
    throw new ToldError('looks like an OpenDocument spreadsheet; save it as XLSX or CSV');
  }
  if (files.length !== 1) throw new ToldError(`is a zip file of ${files.length} files; take out the one to import`);
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of archive.read(only, largest)) {
        read += chunk.length;
        yield chunk;
      }
    } finally {
      archive.close();
    }
  }
  const bytes = await withHead(counted(), headBytes);
  const share = (): number => read / Math.max(1, archive.sizeOf(only));
  const told = { totalBytes: content.totalBytes, bytesRead: () => Math.round(share() * content.totalBytes) };
  return textTable(bytes, told, extname(only).toLowerCase(), score, options, ', in a zip file');
}

function textTable(
  { head, all, close }: Bytes,
  { totalBytes, bytesRead }: Pick<FileContent, 'totalBytes' | 'bytesRead'>,
  extension: string,
  score: HeadingScore,
  options: ReadingOptions,
  packed: string,
): OpenTable {
  refuseOtherContent(head, extension);
  const encoding = options.encoding ?? encodingOf(head);
  const chunks = inUtf8(all, encoding);
  const text = headText(head, encoding);
  const opened = {
    notes: [],
    totalBytes,
    bytesRead,
    close: async () => {
      await chunks.return(undefined);
      await close();
    },
  };
  const told = `${encodingNames[encoding]}${packed}`;
  if (text.trim() === '') throw new ToldError('is empty');
  if (text.trimStart().startsWith('[')) throw new ToldError('looks like a JSON list; write one object a line (NDJSON)');
  if (text.trimStart().startsWith('{') || ['.ndjson', '.jsonl'].includes(extension)) {
    return { ...opened, contents: { form: 'NDJSON', chunks, head: text }, readAs: `NDJSON in ${told}` };
  }
  const layout = csvLayoutOf(text, score);
  const rows = csvRows(chunks, layout);
  return {
    ...opened,
    contents: { form: 'TABLE', rows, ragged: false, from1904: false },
    readAs: `CSV in ${told}, ${layoutText(layout)}`,
  };
}

function headText(head: Buffer, encoding: TextEncoding): string {
  const bytes = head.subarray(0, layoutBytes);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return new TextDecoder(encoding).decode(bytes);
  return bytes.toString(encoding === 'utf-8' ? 'utf8' : 'latin1').replace(/^\uFEFF/, '');
}

const encodingNames: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (LE)',
  'utf-16be': 'UTF-16 (BE)',
  'windows-1252': 'Windows-1252',
};

const delimiterNames: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

function layoutText({ delimiter, quote, escape }: CsvLayout): string {
  const marks = quote === "'" ? ', cells in single quotation marks' : '';
  const escapes = escape === '\\' ? ', quotation marks after a backslash' : '';
  return `columns divided by ${delimiterNames[delimiter] ?? JSON.stringify(delimiter)}${marks}${escapes}`;
}
