import { ToldError } from '../../common/told-error';

const asCsv = 'save it as CSV (UTF-8)';

/** @throws ToldError for content that is no text in UTF-8, said as what it is. */
export function refuseOtherContent(head: Buffer, extension: string): void {
  const kind = signatures.find(({ bytes }) => head.subarray(0, bytes.length).equals(Buffer.from(bytes)));
  if (kind !== undefined) throw new ToldError(`looks like ${kind.name(head)}; ${kind.remedy}`);
  if (!head.includes(0)) return;
  if (spreadsheets.includes(extension)) {
    throw new ToldError(
      `is named ${extension} but is neither a workbook nor text; ${asCsv} from the program that made it`,
    );
  }
  throw new ToldError(`is not text; ${asCsv}`);
}

const spreadsheets = ['.xlsx', '.xlsm', '.xls', '.ods'];

interface Signature {
  readonly bytes: readonly number[];
  readonly name: (head: Buffer) => string;
  readonly remedy: string;
}

const compressed = (name: string, ...bytes: number[]): Signature => ({
  bytes,
  name: () => `a compressed file (${name})`,
  remedy: `unpack it, and ${asCsv} if it is not text`,
});

const signatures: readonly Signature[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: zipKind, remedy: asCsv },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: () => 'an old Excel workbook (XLS)', remedy: asCsv },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: () => 'a PDF document', remedy: asCsv },
  { bytes: [0xff, 0xfe], name: () => 'text in UTF-16', remedy: asCsv },
  { bytes: [0xfe, 0xff], name: () => 'text in UTF-16', remedy: asCsv },
  compressed('gzip', 0x1f, 0x8b),
  compressed('bzip2', 0x42, 0x5a, 0x68),
  compressed('xz', 0xfd, 0x37, 0x7a, 0x58, 0x5a),
  compressed('zstd', 0x28, 0xb5, 0x2f, 0xfd),
  compressed('7z', 0x37, 0x7a, 0xbc, 0xaf),
];

function zipKind(head: Buffer): string {
  if (head.includes('[Content_Types].xml') || head.includes('xl/')) return 'an XLSX workbook';
  return head.includes('opendocument.spreadsheet') ? 'an OpenDocument spreadsheet' : 'a compressed file (zip)';
}
