import { type PassThrough, Readable } from 'node:stream';

import { ZipFile } from 'yazl';

import type { AboutLine } from './about-table';
import { cellText } from './cell-text';
import type { Cell } from './table-rows';
import { inPieces, type WrittenTable } from './written-table';
import * as parts from './xlsx-parts';

/** Rows of a sheet, its heading and trailer included. */
export const mostSheetRows = 1_048_576;
/** Characters of a cell; a spreadsheet takes no workbook with a longer one. */
const longestCell = 32_767;

/** A workbook with the sheet Rows and, where a header is wanted, About. Texts are texts, never formulas. */
export function xlsxTable(table: WrittenTable, at: Date): Readable {
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
  zip.on('error', (error: Error) => output.destroy(error));
  const sheets = table.about === null ? ['Rows'] : ['Rows', 'About'];
  const add = (name: string, xml: () => Iterable<string>): void =>
    zip.addReadStreamLazy(name, { mtime: at, compressionLevel: 6 }, (give) =>
      give(null, Readable.from(inPieces(xml()))),
    );
  for (const [name, xml] of parts.fixedParts(sheets)) add(name, () => [xml]);
  const sheet = new RowsSheet(table);
  add(parts.sheetName(1), () => sheet.xml());
  // Written after the rows, when it is known what was cut.
  if (table.about !== null) add(parts.sheetName(2), () => aboutXml([...(table.about ?? []), ...sheet.cutLines()]));
  zip.end();
  return output;
}

class RowsSheet {
  private cut = 0;

  constructor(private readonly table: WrittenTable) {}

  *xml(): Generator<string> {
    const { columns, rows, trailer } = this.table;
    yield parts.sheetStart;
    yield this.row(columns);
    for (const cells of rows) yield this.row(cells);
    for (const { name, text } of [...trailer, ...this.cutLines()]) yield this.row([`# ${name}: ${text}`]);
    yield parts.sheetEnd;
  }

  cutLines(): AboutLine[] {
    if (this.cut === 0) return [];
    return [
      { name: 'cut', text: `${this.cut} cells longer than ${longestCell} characters; CSV and NDJSON have them whole` },
    ];
  }

  private row(cells: readonly Cell[]): string {
    return `<row>${cells.map((cell) => this.cell(cell)).join('')}</row>`;
  }

  private cell(cell: Cell): string {
    if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? 1 : 0}</v></c>`;
    const text = cellText(cell);
    if (typeof text === 'number') return `<c><v>${text}</v></c>`;
    if (text.length > longestCell) this.cut += 1;
    return text === '' ? '<c/>' : parts.textCell(text.slice(0, longestCell));
  }
}

function* aboutXml(lines: readonly AboutLine[]): Generator<string> {
  yield parts.sheetStart;
  for (const { name, text } of lines) yield `<row>${parts.textCell(name)}${parts.textCell(text)}</row>`;
  yield parts.sheetEnd;
}
