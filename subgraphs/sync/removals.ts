import { countBatch } from '../import/delete-batch';
import { batches, parsedRows, sortRows } from '../import/parsed-rows';
import { openSource, type SourceOptions } from '../import/source-file';
import type { ImportDefinition } from '../shared/import-definition';
import type { OpenSubgraph } from '../shared/open-subgraph';
import { SeenNumbers } from './seen-numbers';
import type { Source } from './source-settings';

/** What a load would remove. */
export interface Removals {
  /** Why the load is refused whole; null where it may go on. */
  readonly refusal: string | null;
  /** Numbers of records that a source of all records does not hold any more. */
  readonly missing: readonly string[];
  /** Rows whose number cannot be read: with any of them, nothing counts as missing. */
  readonly unreadable: number;
}

type Open = Pick<OpenSubgraph<unknown>, 'connection' | 'areas' | 'today'>;

/**
 * Reads a whole file and writes nothing: what would its load remove, and is that more than may go at once?
 * @throws ToldError for whatever is wrong with the file.
 */
export async function planRemovals(
  open: Open,
  definition: ImportDefinition,
  file: string,
  source: Pick<Source, 'missing' | 'mostRemovedShare'>,
  signal: AbortSignal,
  reading: SourceOptions = {},
): Promise<Removals> {
  const { connection } = open;
  const { collection, number, ofPersons } = definition.record;
  const seen = new SeenNumbers();
  let [deleted, unreadable] = [0, 0];
  const opened = await openSource(definition, file, reading);
  try {
    const rows = parsedRows(opened.rows, definition, { areas: open.areas, today: open.today() });
    for await (const batch of batches(rows, 1_000)) {
      signal.throwIfAborted();
      for (const { values, parsed } of batch) {
        const own = number === null ? '' : (values[number] ?? '').trim();
        if (parsed.says === 'nothing' && own === '') unreadable += 1;
        else if (parsed.says === 'nothing') seen.add(own);
        else if (parsed.says === 'record') documentsIn(parsed.documents, collection).forEach((each) => seen.add(each));
      }
      const { deletions } = sortRows(batch);
      if (deletions.length > 0) deleted += await countBatch(connection, collection, deletions);
    }
  } finally {
    await opened.close();
  }
  const total = await connection.collection(collection).countDocuments();
  const most = Math.floor(total * source.mostRemovedShare);
  const sweeps = source.missing === 'remove' && unreadable === 0;
  // What is deleted is missing as well.
  const missing = sweeps ? await missingNumbers(open, collection, seen, most) : [];
  const removed = sweeps ? missing.length : deleted;
  const refusal = removed > most ? refusalText(ofPersons ? null : { removed, total }, source.mostRemovedShare) : null;
  return { refusal, missing, unreadable };
}

function documentsIn(
  documents: readonly { collection: string; document: { _id: string } }[],
  collection: string,
): string[] {
  return documents.filter((each) => each.collection === collection).map(({ document }) => document._id);
}

/** The numbers of records that were not seen; no more than one beyond `most`, which decides already. */
async function missingNumbers(
  { connection }: Open,
  collection: string,
  seen: SeenNumbers,
  most: number,
): Promise<string[]> {
  const missing: string[] = [];
  const cursor = connection.collection(collection).find({}, { projection: { _id: 1 }, batchSize: 5_000 });
  for await (const { _id } of cursor) {
    if (!seen.has(String(_id))) missing.push(String(_id));
    if (missing.length > most) break;
  }
  return missing;
}

// The reason is kept and told in the graph, where numbers of records of persons are told of month ends alone.
function refusalText(counts: { removed: number; total: number } | null, share: number): string {
  const what = counts === null ? 'too many records' : `${counts.removed} or more of ${counts.total} records`;
  return `the load would remove ${what}, and mostRemovedShare allows ${share}; nothing was changed. Look at the source; if it is right, load it once with a higher mostRemovedShare`;
}
