import { createReadStream } from 'node:fs';

export interface Line {
  /** Without its end; each byte a character, so that no two files read alike. */
  readonly text: string;
  /** False for a last line without an end: it was being written when the process died, or it was cut. */
  readonly isWhole: boolean;
}

/** The lines of a file, read in parts. */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  let rest = '';
  for await (const part of createReadStream(path, { encoding: 'latin1' }) as AsyncIterable<string>) {
    const lines = `${rest}${part}`.split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { text, isWhole: true };
  }
  if (rest !== '') yield { text: rest, isWhole: false };
}
