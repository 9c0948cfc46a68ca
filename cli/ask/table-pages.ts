import { ToldError } from '../../common/told-error';
import type { Output } from '../../subgraphs/export/main';

/** What the lines of a page's header and trailer say, by name. */
export type PageFacts = ReadonlyMap<string, readonly string[]>;

export type PagedFormat = 'csv' | 'ndjson';

/**
 * Writes one page of a table, a line at a time. Of CSV the header and the names of the columns are written once; what later
 * pages say of empty cells, and what is missing in them, is written where they stand.
 */
export async function writePage(
  response: Response,
  format: PagedFormat,
  isFirst: boolean,
  output: Output,
): Promise<PageFacts> {
  const facts = new Map<string, string[]>();
  const note = (name: string, text: string): void => {
    facts.set(name, [...(facts.get(name) ?? []), text]);
  };
  let isHead = true;
  for await (const line of linesOf(response)) {
    if (format === 'ndjson') {
      if (line.startsWith('{"#":')) for (const [name, text] of aboutIn(line)) note(name, text);
      await output.write(line);
    } else if (isHead) {
      const about = aboutLine.exec(line);
      if (about !== null) note(about[1] ?? '', about[2] ?? '');
      isHead = about !== null;
      if (isFirst || told.includes(about?.[1] ?? '')) await output.write(line);
    } else {
      const about = line.startsWith('# incomplete: ') ? aboutLine.exec(line) : null;
      if (about !== null) note('incomplete', about[2] ?? '');
      await output.write(line);
    }
  }
  return facts;
}

const aboutLine = /^\ufeff?# ([^:]+): (.*)\r\n$/;
/** What each page tells of itself. */
const told = ['empty', 'incomplete'];

function aboutIn(line: string): [name: string, text: string][] {
  const { '#': about } = JSON.parse(line) as { readonly '#': Readonly<Record<string, string | string[]>> };
  return Object.entries(about).flatMap(([name, texts]) => [texts].flat().map((text): [string, string] => [name, text]));
}

/** Lines with their ends. A line within a quoted cell is one too; it begins no header, which ends before the first cell. */
async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (body === null) return;
  let rest = '';
  try {
    for await (const part of body.pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: true }))) {
      const lines = (rest + part).split(/(?<=\n)/);
      rest = lines.at(-1)?.endsWith('\n') === false ? (lines.pop() ?? '') : '';
      yield* lines;
    }
  } catch {
    throw new ToldError('The answer ended before it was whole; ask again.');
  }
  if (rest !== '') yield rest;
}
