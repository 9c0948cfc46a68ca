import { ToldError } from '../../common/told-error';
import { encodingOf } from './text-encoding';

const asXlsx = 'save it as XLSX or CSV';

/** @throws ToldError for content that is neither text nor a workbook nor compressed text, said as what it is. */
export function refuseOtherContent(head: Buffer, extension: string): void {
  const kind = signatures.find(({ bytes }) => head.subarray(0, bytes.length).equals(Buffer.from(bytes)));
  if (kind !== undefined) throw new ToldError(`looks like ${kind.name}; ${kind.remedy}`);
  if (!head.includes(0) || encodingOf(head).startsWith('utf-16')) return;
  if (spreadsheets.includes(extension)) {
    throw new ToldError(
      `is named ${extension} but is neither a workbook nor text; ${asXlsx} from the program that made it`,
    );
  }
  throw new ToldError(`is not text; ${asXlsx}`);
}

const spreadsheets = ['.xlsx', '.xlsm', '.xls', '.ods'];

interface Signature {
  readonly bytes: readonly number[];
  readonly name: string;
  readonly remedy: string;
}

const compressed = (name: string, ...bytes: number[]): Signature => ({
  bytes,
  name: `a compressed file (${name})`,
  remedy: 'unpack it, or compress it with gzip',
});

const signatures: readonly Signature[] = [
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: 'an old Excel workbook (XLS), or one with a password', remedy: asXlsx },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'a PDF document', remedy: asXlsx },
  compressed('bzip2', 0x42, 0x5a, 0x68),
  compressed('xz', 0xfd, 0x37, 0x7a, 0x58, 0x5a),
  compressed('zstd', 0x28, 0xb5, 0x2f, 0xfd),
  compressed('7z', 0x37, 0x7a, 0xbc, 0xaf),
];

export const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;
export const isZip = (head: Buffer): boolean => head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'));
