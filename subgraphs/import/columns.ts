import {
  areaHeadings,
  areaNameColumns,
  type ColumnHeadings,
  headingKey,
  isUntaken,
  rowNumberHeadings,
} from '../shared/column-headings';
import type { ImportDefinition } from '../shared/import-definition';
import { deletionColumns } from './deletions';
import { shown } from './file-row';
import type { Mapping } from './mapping';

export type Columns = Pick<ImportDefinition, 'kind' | 'requiredColumns' | 'optionalColumns' | 'headings'>;

/** The columns of a kind, and what the user says of the file's own. */
export interface Layout {
  readonly definition: Columns;
  readonly mapping?: Mapping | undefined;
  /** Whether columns that are like none of the kind's are left out. */
  readonly ignoreUnknown?: boolean | undefined;
}

/** What a heading stands for: a column, nothing that is taken (and why, for the reader of the report), or a mistake. */
export type HeadingMeaning =
  { readonly column: string } | { readonly untaken: string; readonly isKnown: boolean } | { readonly mistake: string };

/** Which column every heading is, up to the last that has a name; null is one that is not taken. Where the headings are wrong, all that is wrong. */
export type AssignedColumns =
  | { readonly ok: true; readonly columns: readonly (string | null)[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly mistakes: string };

/** A heading at a time, as NDJSON has them. */
export function createHeadingReader(layout: Layout): (heading: string) => HeadingMeaning {
  const columns = columnsByKey(layout);
  const ignored = new Set((layout.mapping?.ignore ?? []).map(headingKey));
  const remembered = new Map<string, HeadingMeaning>();
  const meaningOf = (heading: string): HeadingMeaning => {
    const key = headingKey(heading);
    const column = columns.get(key);
    if (ignored.has(key)) return { untaken: 'the mapping leaves it out', isKnown: true };
    if (column !== undefined) return { column };
    if (isUntaken(heading)) return { untaken: 'the graph has no place for it', isKnown: true };
    if (heading.trim() === '#' || rowNumberKeys.has(key))
      return { untaken: "it numbers the file's own rows", isKnown: true };
    return unknownMeaning(heading, layout);
  };
  return (heading) => {
    const known = remembered.get(heading);
    if (known !== undefined) return known;
    const meaning = meaningOf(heading);
    if (remembered.size < mostRemembered) remembered.set(heading, meaning);
    return meaning;
  };
}

const mostRemembered = 1_000;
const rowNumberKeys = new Set(rowNumberHeadings.map(headingKey).filter((key) => key !== ''));

/** All headings of a file. One wrong column refuses the whole file: no row of it is right. */
export function assignColumns(
  headings: readonly string[],
  layout: Layout,
  { mayLack = false }: { mayLack?: boolean } = {},
): AssignedColumns {
  const read = createHeadingReader(layout);
  // Spreadsheets leave empty columns at the end; a name that is missing before that is a mistake.
  const unnamedFrom = headings.findLastIndex((heading) => heading !== '') + 1;
  const meanings = headings.slice(0, unnamedFrom).map((heading) => (heading === '' ? null : read(heading)));
  const columns = meanings.map((meaning) => (meaning && 'column' in meaning ? meaning.column : null));
  const unknown = meanings.flatMap((meaning) => (meaning && 'mistake' in meaning ? [meaning.mistake] : []));
  const mistakes = [
    ...meanings.flatMap((meaning, index) => (meaning === null ? [`column ${index + 1} has no name`] : [])),
    ...unknown,
    ...claimedTwice(headings, columns),
    ...(mayLack ? [] : missingColumns(columns, layout)),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes: told(mistakes, unknown.length > 0, layout) };
  const notes = meanings.flatMap((meaning, index) =>
    meaning && 'untaken' in meaning ? [`column ${shown(headings[index] ?? '')} was not taken: ${meaning.untaken}`] : [],
  );
  return { ok: true, columns, notes };
}

/** How many different columns of the kind a line names: the more, the likelier it is the line of headings. */
export type HeadingScore = (cells: readonly string[]) => number;

export function createHeadingScore(layout: Layout): HeadingScore {
  const columns = columnsByKey(layout);
  return (cells) =>
    new Set(cells.map((cell) => columns.get(headingKey(cell))).filter((column) => column !== undefined)).size;
}

export function columnsOf({ requiredColumns, optionalColumns }: Columns): readonly string[] {
  const names = requiredColumns.includes('area_code') ? areaNameColumns : [];
  return [...requiredColumns, ...optionalColumns, ...names, ...deletionColumns];
}

/** What is known of a column: what it is called and what it holds. */
export function headingsOf({ headings = {}, ...columns }: Columns, column: string): ColumnHeadings {
  const own = Object.hasOwn(headings, column) ? headings[column] : undefined;
  const shared = columns.requiredColumns.includes('area_code') ? areaHeadings[column] : undefined;
  return { ...shared, ...own, headings: [...(own?.headings ?? []), ...(shared?.headings ?? [])] };
}

export function expectedColumns({ kind, requiredColumns, optionalColumns }: Columns): string {
  const optional = optionalColumns.length === 0 ? '' : `; optional: ${optionalColumns.join(', ')}`;
  return `Columns of ${kind}: ${requiredColumns.join(', ')}${optional}.`;
}

/** The column a name may mean, told as a question; nothing where none is near. */
export function didYouMean(name: string, definition: Columns): string {
  const nearest = nearestColumn(name, definition, (length) => Math.max(2, length / 2));
  return nearest === null ? '' : `, did you mean ${shown(nearest)}?`;
}

// What a mapping says of a column takes the place of every other heading for it.
function columnsByKey({ definition, mapping }: Layout): ReadonlyMap<string, string> {
  const mapped = Object.entries(mapping?.columns ?? {});
  const told = new Set([...mapped.map(([column]) => column), ...Object.keys(mapping?.constants ?? {})]);
  const byKey = new Map(mapped.map(([column, heading]) => [headingKey(heading), column]));
  for (const column of columnsOf(definition).filter((name) => !told.has(name))) {
    for (const spelling of [column, ...headingsOf(definition, column).headings]) {
      const key = headingKey(spelling);
      if (key !== '' && !byKey.has(key)) byKey.set(key, column);
    }
  }
  return byKey;
}

function unknownMeaning(heading: string, { definition, mapping, ignoreUnknown }: Layout): HeadingMeaning {
  const near = nearestColumn(heading, definition, (length) => Math.min(2, length / 4));
  const mayIgnore = (ignoreUnknown ?? mapping?.ignoreUnknown ?? false) && near === null;
  if (mayIgnore) return { untaken: 'it is no column of this kind', isKnown: false };
  return { mistake: `column ${shown(heading)} is not known${didYouMean(heading, definition)}` };
}

function claimedTwice(headings: readonly string[], columns: readonly (string | null)[]): string[] {
  const claimed = [...new Set(columns)].filter((column) => column !== null);
  return claimed.flatMap((column) => {
    const names = headings.filter((_, index) => columns[index] === column);
    if (names.length < 2) return [];
    if (new Set(names).size === 1) return [`column ${shown(names[0] ?? '')} stands twice`];
    return [`columns ${names.map(shown).join(' and ')} are both ${column}; name the right one in a mapping`];
  });
}

function missingColumns(columns: readonly (string | null)[], { definition, mapping }: Layout): string[] {
  const there = new Set([...columns, ...Object.keys(mapping?.constants ?? {})]);
  if (tellsDeletionsAlone(columns, definition)) return [];
  const named = areaNameColumns.some((column) => there.has(column));
  const missing = definition.requiredColumns.filter((name) => !there.has(name) && !(name === 'area_code' && named));
  return missing.map((name) => {
    const heading = mapping?.columns?.[name];
    const sought =
      heading === undefined ? '' : `: the mapping calls it ${shown(heading)}, and the file has no such column`;
    return `column ${shown(name)} is missing${sought}`;
  });
}

/** Whether a file holds numbers and the column of deletions, and nothing else: a deleted record needs no more. */
function tellsDeletionsAlone(columns: readonly (string | null)[], { requiredColumns }: Columns): boolean {
  const taken = columns.filter((column) => column !== null);
  const others = taken.filter((column) => !deletionColumns.includes(column));
  const [number] = others;
  return taken.length === 2 && others.length === 1 && number !== undefined && requiredColumns.includes(number);
}

function told(mistakes: readonly string[], hasUnknown: boolean, { definition, ignoreUnknown }: Layout): string {
  const remedy = ignoreUnknown
    ? ' A column that is nearly one of these is not left out; a mapping can name it under "ignore".'
    : ' Other headings are told in a mapping (simpul import --suggest FILE proposes one); other columns are left out with --ignore-unknown.';
  return `${mistakes.join('; ')}. ${expectedColumns(definition)}${hasUnknown ? remedy : ''}`;
}

/** The column whose name, or one of whose headings, is nearest to a name, if it is near enough. */
export function nearestColumn(name: string, definition: Columns, mostEdits: (length: number) => number): string | null {
  const plain = headingKey(name.slice(0, 60));
  let best: { readonly column: string; readonly edits: number } | null = null;
  for (const column of columnsOf(definition)) {
    for (const [index, spelling] of [column, ...headingsOf(definition, column).headings].entries()) {
      const key = headingKey(spelling);
      const edits = editDistance(plain, key);
      const most = index === 0 ? mostEdits(key.length) : Math.min(2, key.length / 4);
      if (edits <= most && (best === null || edits < best.edits)) best = { column, edits };
    }
  }
  return best?.column ?? null;
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
