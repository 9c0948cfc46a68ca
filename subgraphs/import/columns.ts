import type { ImportDefinition } from '../shared/import-definition';
import { deletionColumns } from './deletions';
import { shown } from './file-row';

type Columns = Pick<ImportDefinition, 'kind' | 'requiredColumns' | 'optionalColumns'>;

/** Everything wrong with the columns of a file, or null. One wrong column refuses the whole file: no row of it is right. */
export function columnMistakes(found: readonly string[], definition: Columns): string | null {
  const known = columnsOf(definition);
  const mistakes = [
    ...found.flatMap((name, index) => (known.includes(name) ? [] : unknownColumn(name, index, definition))),
    ...[...new Set(found)]
      .filter((name) => known.includes(name) && found.indexOf(name) !== found.lastIndexOf(name))
      .map((name) => `column ${shown(name)} stands twice`),
    ...definition.requiredColumns
      .filter((name) => !found.includes(name))
      .map((name) => `column ${shown(name)} is missing`),
  ];
  return mistakes.length === 0 ? null : `${mistakes.join('; ')}. ${expectedColumns(definition)}`;
}

export function columnsOf({ requiredColumns, optionalColumns }: Columns): readonly string[] {
  return [...requiredColumns, ...optionalColumns, ...deletionColumns];
}

export function expectedColumns({ kind, requiredColumns, optionalColumns }: Columns): string {
  const optional = optionalColumns.length === 0 ? '' : `; optional: ${optionalColumns.join(', ')}`;
  return `Columns of ${kind}: ${requiredColumns.join(', ')}${optional}.`;
}

/** What is wrong with a name that is no column, and which column it may mean. */
export function unknownColumn(name: string, index: number, definition: Columns): string {
  if (name === '') return `column ${index + 1} has no name`;
  const nearest = nearestName(name, columnsOf(definition));
  return `column ${shown(name)} is not known${nearest === null ? '' : `, did you mean ${shown(nearest)}?`}`;
}

function nearestName(name: string, candidates: readonly string[]): string | null {
  const plain = (text: string): string =>
    text
      .slice(0, 60)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '');
  const distances = candidates.map((candidate) => [candidate, editDistance(plain(name), plain(candidate))] as const);
  const nearest = distances.reduce<readonly [string, number] | null>(
    (best, next) => (best === null || next[1] < best[1] ? next : best),
    null,
  );
  return nearest !== null && nearest[1] <= Math.max(2, nearest[0].length / 2) ? nearest[0] : null;
}

/** Letters to put in, take out or replace to turn one text into another (Levenshtein). */
function editDistance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const replaced = (before[at - 1] ?? 0) + Number(one[row - 1] !== other[at - 1]);
      now.push(Math.min(replaced, (before[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[other.length] ?? 0;
}
