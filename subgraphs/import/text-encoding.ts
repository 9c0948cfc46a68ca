import { isUtf8 } from 'node:buffer';

/** What a text may be written in. */
export const textEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type TextEncoding = (typeof textEncodings)[number];

/**
 * What a file is written in, by its beginning. Bytes that are not UTF-8 mean Windows-1252, unless there are letters in
 * UTF-8 as well: then it is a mixture, and the rows that are not UTF-8 are refused rather than misread.
 */
export function encodingOf(head: Buffer): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return wideEncoding(head.subarray(0, 4_096)) ?? narrowEncoding(head);
}

// In UTF-16 every other byte of a text in Latin letters is zero; in text of any other encoding none is.
function wideEncoding(head: Buffer): TextEncoding | null {
  const zeros = [0, 0];
  head.forEach((byte, at) => byte === 0 && (zeros[at % 2] = (zeros[at % 2] ?? 0) + 1));
  const [even = 0, odd = 0] = zeros.map((count) => count / (head.length / 2));
  if (odd > 0.4 && even < 0.05) return 'utf-16le';
  return even > 0.4 && odd < 0.05 ? 'utf-16be' : null;
}

function narrowEncoding(head: Buffer): TextEncoding {
  const whole = head.subarray(0, head.length - openSequence(head));
  if (isUtf8(whole)) return 'utf-8';
  return /[\u0080-\ufffc]/.test(whole.toString('utf8')) ? 'utf-8' : 'windows-1252';
}

/** How many bytes at the end begin a letter that the cut has parted. */
function openSequence(head: Buffer): number {
  for (let back = 1; back <= Math.min(3, head.length); back += 1) {
    const byte = head[head.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** The same text in UTF-8; what was no text in its own encoding is U+FFFD. */
export async function* inUtf8(chunks: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* chunks;
    return;
  }
  const decode = encoding === 'windows-1252' ? fromWindows1252 : decoderOf(encoding);
  for await (const chunk of chunks) yield Buffer.from(decode(chunk));
  yield Buffer.from(decode(null));
}

type Decode = (chunk: Buffer | null) => string;

function decoderOf(encoding: TextEncoding): Decode {
  const decoder: { decode(chunk?: Buffer, options?: { stream: boolean }): string } = new TextDecoder(encoding);
  return (chunk) => (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }));
}

// Node 20 reads Windows-1252 as Latin-1, which differs from 0x80 to 0x9f: there stand the euro and the curved quotation marks.
const fromWindows1252: Decode = (chunk) =>
  (chunk?.toString('latin1') ?? '').replace(
    /[\x80-\x9f]/g,
    (letter) => from0x80[letter.charCodeAt(0) - 0x80] ?? letter,
  );

const from0x80 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
