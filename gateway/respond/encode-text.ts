import type { JsonText } from '../execute/json-text';

const usualBytes = 1 << 18;
const mostBytesKept = 1 << 22;
/** Where texts are encoded before their length is known; what is returned is a copy of its own. */
let scratch = Buffer.allocUnsafeSlow(usualBytes);

/** Texts, one after another, as UTF-8. */
export function encodeTexts(...texts: readonly JsonText[]): Buffer {
  let at = 0;
  const write = (text: JsonText): void => {
    if (typeof text !== 'string') {
      for (const piece of text) write(piece);
      return;
    }
    // A UTF-16 unit is three bytes of UTF-8 at most.
    const needed = at + text.length * 3;
    if (needed > scratch.length) scratch = Buffer.concat([scratch.subarray(0, at)], needed * 2);
    at += scratch.write(text, at, 'utf8');
  };
  for (const text of texts) write(text);
  const bytes = Buffer.from(scratch.subarray(0, at));
  if (scratch.length > mostBytesKept) scratch = Buffer.allocUnsafeSlow(usualBytes);
  return bytes;
}
