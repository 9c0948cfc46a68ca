import { type Doc, isDocument } from '../values/document';

const slots = 1 << 16;
const longest = 32;
const known = new Array<string>(slots).fill('');

/**
 * Gives a document the texts that others hold already: codes, days and words of closed sets come a million times, and
 * are kept once. The document says what it said.
 */
export function shareTexts(document: Doc): void {
  const fields = document as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (typeof value !== 'string') shareWithin(value);
    else if (value.length <= longest && name !== '__proto__') fields[name] = shared(value);
  }
}

function shareWithin(value: unknown): void {
  if (Array.isArray(value)) shareElements(value as unknown[]);
  else if (typeof value === 'object' && value !== null && isDocument(value)) shareTexts(value);
}

function shareElements(values: unknown[]): void {
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (typeof value === 'string' && value.length <= longest) values[at] = shared(value);
    else if (typeof value === 'object') shareWithin(value);
  }
}

// One slot a hash: a text met often is soon back in its slot, and one met once takes no more than that.
function shared(text: string): string {
  let hash = text.length;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  const slot = (hash ^ (hash >>> 16)) & (slots - 1);
  const there = known[slot];
  if (there === text) return there;
  known[slot] = text;
  return text;
}
