import { crc32, deflateRawSync } from 'node:zlib';

/** A cell of a made workbook. Text is shared, as spreadsheets do it; `as` gives other cells as XLSX has them. */
export type MadeCell =
  | string
  | number
  | null
  | { readonly serial: number; readonly style?: number }
  | { readonly boolean: boolean }
  | { readonly error: string }
  | { readonly inline: string }
  | { readonly number: string; readonly style?: number };

export interface MadeSheet {
  readonly name: string;
  readonly hidden?: boolean;
  readonly rows: readonly (readonly MadeCell[])[];
}

/** Styles by number: 0 general, 1 a day (built in), 2 a day of an own format, 3 a number with zeros to six digits. */
const styles =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2">' +
  '<numFmt numFmtId="164" formatCode="[$-421]dd\\ mmmm\\ yyyy"/><numFmt numFmtId="165" formatCode="000000"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/>' +
  '<xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';

/** An XLSX workbook, the same bytes for the same sheets. Days of `from1904` are counted as old Macs do. */
export function makeWorkbook(sheets: readonly MadeSheet[], { from1904 = false } = {}): Buffer {
  const strings: string[] = [];
  const parts: [string, string][] = sheets.map(({ rows }, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
      .map((cells, at) => rowXml(cells, at + 1, strings))
      .join('')}</sheetData></worksheet>`,
  ]);
  const list = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return makeZip([
    ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    [
      'xl/workbook.xml',
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    ],
    ['xl/styles.xml', styles],
    ...parts,
    [
      'xl/sharedStrings.xml',
      `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ],
  ]);
}

function rowXml(cells: readonly MadeCell[], row: number, strings: string[]): string {
  const xml = cells.map((cell, index) => cellXml(cell, `${String.fromCharCode(65 + index)}${row}`, strings));
  return `<row r="${row}">${xml.join('')}</row>`;
}

function cellXml(cell: MadeCell, reference: string, strings: string[]): string {
  const value = (type: string, text: string | number, style = 0): string =>
    `<c r="${reference}" s="${style}"${type}><v>${text}</v></c>`;
  if (cell === null) return '';
  if (typeof cell === 'number') return value('', cell);
  if (typeof cell === 'string') return value(' t="s"', strings.push(cell) - 1);
  if ('serial' in cell) return value('', cell.serial, cell.style ?? 1);
  if ('number' in cell) return value('', cell.number, cell.style);
  if ('boolean' in cell) return value(' t="b"', Number(cell.boolean));
  if ('error' in cell) return value(' t="e"', cell.error);
  return `<c r="${reference}" t="inlineStr"><is><r><t>${escaped(cell.inline)}</t></r><rPh><t>never read</t></rPh></is></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A zip file of texts or bytes, with no date in it. */
export function makeZip(files: readonly (readonly [name: string, content: string | Uint8Array])[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const bytes = Buffer.from(content as string);
    const packed = deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, rest, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}
