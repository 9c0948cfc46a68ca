/**
 * JSON text, in pieces when it is long. A string beyond some hundred kilobytes is costly to build and to encode: it gets
 * memory of its own, page by page.
 */
export type JsonText = string | readonly JsonText[];

/** Pieces are about as long as this, in characters. */
export const pieceLength = 16_384;

export function joinText(text: JsonText): string {
  return typeof text === 'string' ? text : text.map(joinText).join('');
}

/** Characters. */
export function lengthOf(text: JsonText): number {
  return typeof text === 'string' ? text.length : text.reduce((sum, piece) => sum + lengthOf(piece), 0);
}
