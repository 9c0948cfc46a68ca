import type { DataLoadRow, DataLoads, LoadCounts } from '../shared/data-loads';
import type { ImportDefinition } from '../shared/import-definition';
import type { RuleWords } from '../shared/quality-rule';
import { isFarFromMedian } from './jumps';

export const loadJump: RuleWords = {
  id: 'load-jump',
  severity: 'warning',
  collection: 'data_loads',
  means: 'The last load of a source was of another size, or changed far more or less, than the three before it.',
  mend: 'Look whether the file was whole and of the right period. Numbers of records of persons are not told here; they are in the report of the load, in the folder done/ or the database.',
};

/** What of a load is compared, in words. */
const sizes: Readonly<Record<string, (counts: LoadCounts) => number>> = {
  'rows read': ({ read }) => read,
  'records new, changed or removed': (counts) => counts.new + counts.changed + counts.removed,
  'rows rejected': ({ rejected }) => rejected,
};

const compared = 3;

/** Compares the last load of each source and kind with the three before it. */
export async function checkLoads(
  loads: DataLoads,
  imports: readonly ImportDefinition[],
  tell: (rule: RuleWords, example: string) => void,
): Promise<void> {
  const kinds = new Map(imports.map(({ kind, record }) => [kind, record]));
  for (const { source, kind } of await loads.sources.ofKinds([...kinds.keys()])) {
    const [last, ...before] = await loads.lastCompleted(source, kind, compared + 1);
    if (last === undefined || before.length < compared) continue;
    const ofPersons = kinds.get(kind)?.ofPersons ?? true;
    for (const text of departuresOf(last, before, ofPersons)) tell(loadJump, `${source} (${kind}): ${text}`);
  }
}

// From load to load, numbers of persons would show who comes or goes, and a report of findings is handed on.
function departuresOf(last: DataLoadRow, before: readonly DataLoadRow[], ofPersons: boolean): string[] {
  return Object.entries(sizes).flatMap(([what, sizeOf]) => {
    const [now, earlier] = [sizeOf(last.counts), before.map(({ counts }) => sizeOf(counts))];
    if (!isFarFromMedian(now, earlier)) return [];
    return [ofPersons ? what : `${now} ${what}, before ${[...earlier].reverse().join(', ')}`];
  });
}
