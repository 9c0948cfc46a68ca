import type { AboutLine } from './about-table';
import type { Cell } from './table-rows';

/** A table ready to be written. */
export interface WrittenTable {
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
  /** null where the header is not wanted. */
  readonly about: readonly AboutLine[] | null;
  /** What ends a table that is not whole. */
  readonly trailer: readonly AboutLine[];
}

const pieceLength = 32_768;

/** Texts joined to pieces that are worth a write each. */
export function* inPieces(texts: Iterable<string>): Generator<Buffer> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length >= pieceLength) {
      yield Buffer.from(piece);
      piece = '';
    }
  }
  if (piece !== '') yield Buffer.from(piece);
}
