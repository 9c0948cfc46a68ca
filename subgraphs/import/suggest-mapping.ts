import { basename } from 'node:path';

import { ToldError } from '../../common/told-error';
import { headingKey, wordKey } from '../shared/column-headings';
import type { ImportDefinition } from '../shared/import-definition';
import { readDay } from '../shared/written-day';
import { createHeadingReader, createHeadingScore, headingsOf, nearestColumn } from './columns';
import { createDayReader } from './date-format';
import { shown, type TableRow, textOf } from './file-row';
import { cellsOf, headingAt, take } from './headed-rows';
import { holdsDays, type Mapping } from './mapping';
import { firstObjects } from './ndjson-rows';
import { openTable, type ReadingOptions } from './open-table';

/** A mapping that can be saved and used, with what it was made from under `about`. */
export interface Suggestion extends Mapping {
  readonly kind: string;
  readonly about: {
    readonly file: string;
    readonly readAs: string;
    readonly headingLine: number;
    /** Of every heading: its column, if one was found, and what stands below it; what may tell of somebody as its shape. */
    readonly columns: readonly {
      readonly heading: string;
      readonly column: string | null;
      readonly samples: readonly string[];
    }[];
    /** Required columns that no heading was found for: give each a heading in `columns` or a value in `constants`. */
    readonly missing: readonly string[];
    /** How many required columns of each other kind the file has. */
    readonly otherKinds: Readonly<Record<string, number>>;
  };
}

const sampledRows = 200;
const shownSamples = 3;

/** Looks at the beginning of a file. @throws ToldError where no line names columns: its cells would be somebody's data. */
export async function suggestMapping(
  file: string,
  definitions: readonly ImportDefinition[],
  options: ReadingOptions,
): Promise<Suggestion> {
  try {
    const scores = definitions.map((definition) => createHeadingScore({ definition }));
    const score = (cells: readonly string[]): number => Math.max(...scores.map((each) => each(cells)));
    const sample = await readSample(file, score, options);
    const found = definitions.map((definition) => requiredThere(definition, sample.headings));
    const best = bestKind(definitions, found);
    if (best === null) {
      throw new ToldError('no line of it names columns that are known; give its first line names and try again');
    }
    const others = definitions.flatMap(({ kind }, index) => {
      const count = found[index] ?? 0;
      return count > 0 && kind !== best.kind ? [[kind, count] as const] : [];
    });
    return proposal(file, best, sample, Object.fromEntries(others));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof ToldError) throw new ToldError(`${basename(file)}: ${error.message}`, error.exitCode);
    throw code === undefined ? error : new ToldError(`${basename(file)}: cannot be read (${code})`);
  }
}

interface Sample {
  readonly readAs: string;
  readonly line: number;
  readonly headings: readonly string[];
  /** What stands below each heading in the first rows. */
  readonly values: readonly (readonly string[])[];
}

async function readSample(
  file: string,
  score: (cells: readonly string[]) => number,
  options: ReadingOptions,
): Promise<Sample> {
  const { contents, readAs, close } = await openTable(file, score, options);
  try {
    if (contents.form === 'NDJSON') {
      const objects = firstObjects(contents.head, sampledRows);
      const headings = [...new Set(objects.flatMap((object) => Object.keys(object)))];
      const values = headings.map((name) => objects.map((object) => cellOf(object[name])));
      return { readAs, line: 1, headings, values };
    }
    const { first } = await take(contents.rows, sampledRows);
    const at = headingAt(first, score);
    const headings = cellsOf(first[at]).map((cell) => textOf(cell).replace(/\s+/g, ' ').trim());
    return { readAs, line: first[at]?.line ?? 1, headings, values: valuesBelow(headings, first.slice(at + 1)) };
  } finally {
    await close();
  }
}

/** A value of JSON as a cell would hold it. */
function cellOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

function valuesBelow(headings: readonly string[], rows: readonly TableRow[]): string[][] {
  return headings.map((_, index) =>
    rows.map((row) => textOf(cellsOf(row)[index] ?? '').trim()).filter((value) => value !== ''),
  );
}

/** How many of the required columns the headings name, the area left aside: every kind has one. */
function requiredThere(definition: ImportDefinition, headings: readonly string[]): number {
  const read = createHeadingReader({ definition });
  const there = headings.map(read).map((meaning) => ('column' in meaning ? meaning.column : null));
  return definition.requiredColumns.filter((column) => column !== 'area_code' && there.includes(column)).length;
}

/** The kind of which the largest part of the required columns is there. */
function bestKind(definitions: readonly ImportDefinition[], found: readonly number[]): ImportDefinition | null {
  const share = (index: number): number => (found[index] ?? 0) / (definitions[index]?.requiredColumns.length ?? 1);
  const best = definitions.reduce((top, _, index) => (share(index) > share(top) ? index : top), 0);
  return (found[best] ?? 0) === 0 ? null : (definitions[best] ?? null);
}

function proposal(
  file: string,
  definition: ImportDefinition,
  sample: Sample,
  otherKinds: Readonly<Record<string, number>>,
): Suggestion {
  const columns = columnOfEach(definition, sample);
  const named = columns.flatMap((column, index) =>
    column === null ? [] : [[column, sample.headings[index] ?? ''] as const],
  );
  const untaken = sample.headings.filter((heading, index) => heading !== '' && columns[index] === null);
  const dateFormat = formatOfDays(definition, columns, sample);
  const there = new Set<string | null>(columns);
  const hasArea = ['area_name', 'district_name', 'city_name'].some((column) => there.has(column));
  const missing = definition.requiredColumns.filter((name) => !there.has(name) && !(name === 'area_code' && hasArea));
  return {
    kind: definition.kind,
    columns: Object.fromEntries(named),
    values: unknownWords(definition, columns, sample),
    constants: {},
    ...(dateFormat === null ? {} : { dateFormat }),
    ignore: untaken,
    about: {
      file: basename(file),
      readAs: sample.readAs,
      headingLine: sample.line,
      columns: sample.headings.map((heading, index) => ({
        heading: heading.slice(0, 200),
        column: columns[index] ?? null,
        samples: samples(definition, columns[index] ?? null, sample.values[index] ?? []),
      })),
      missing,
      otherKinds,
    },
  };
}

/** The column of each heading: by its name, then by a near name, then by the words below it. Each is given once. */
function columnOfEach(definition: ImportDefinition, { headings, values }: Sample): (string | null)[] {
  const read = createHeadingReader({ definition, ignoreUnknown: true });
  const taken = new Set<string>();
  const claim = (column: string | null): string | null => {
    if (column === null || taken.has(column)) return null;
    taken.add(column);
    return column;
  };
  const byName = headings.map((heading) => {
    const meaning = read(heading);
    return claim('column' in meaning ? meaning.column : null);
  });
  return byName.map((column, index) => {
    const heading = headings[index] ?? '';
    const meaning = read(heading);
    if (column !== null || headingKey(heading) === '' || ('untaken' in meaning && meaning.isKnown)) return column;
    const near = claim(nearestColumn(heading, definition, (length) => length / 4));
    return near ?? claim(columnOfWords(definition, taken, values[index] ?? []));
  });
}

function columnOfWords(
  definition: ImportDefinition,
  taken: ReadonlySet<string>,
  values: readonly string[],
): string | null {
  const free = definition.requiredColumns.filter((column) => !taken.has(column));
  const fits = free.filter((column) => {
    const words = headingsOf(definition, column).words ?? {};
    const known = new Set([...Object.keys(words), ...Object.values(words)].map(wordKey));
    return values.length > 0 && values.every((value) => known.has(wordKey(value)));
  });
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

/** Words below a closed set that stand for no value yet, each to be given one. */
function unknownWords(definition: ImportDefinition, columns: readonly (string | null)[], { values }: Sample) {
  const found = columns.flatMap((column, index) => {
    const { holds, words = {} } = column === null ? { holds: null } : headingsOf(definition, column);
    if (column === null || holds !== 'WORDS') return [];
    const known = new Set([...Object.keys(words), ...Object.values(words)].map(wordKey));
    const strange = [...new Set(values[index] ?? [])].filter(
      (value) => !known.has(wordKey(value)) && !looksCanonical(value),
    );
    return strange.length === 0
      ? []
      : [
          [
            column,
            Object.fromEntries(strange.slice(0, 50).map((word) => [word.slice(0, 200), word.slice(0, 200)])),
          ] as const,
        ];
  });
  return Object.fromEntries(found);
}

const looksCanonical = (value: string): boolean => /^[A-Z0-9_]+(; ?[A-Z0-9_]+)*$/.test(value);

/** The format that all days have, where the usual reading fails on one of them. */
function formatOfDays(
  definition: ImportDefinition,
  columns: readonly (string | null)[],
  { values }: Sample,
): string | null {
  const written = columns.flatMap((column, index) =>
    column !== null && holdsDays(definition, column)
      ? (values[index] ?? []).flatMap((value) => value.split(/\s*;\s*/))
      : [],
  );
  if (written.length === 0 || written.every((value) => readDay(value).ok)) return null;
  const fits = dayFormats.filter((format) => {
    const read = createDayReader(format);
    return written.every((value) => read(value) !== null);
  });
  return fits[0] ?? null;
}

const dayFormats = ['/', '-', '.', ' ', ''].flatMap((mark) =>
  [
    ['MM', 'DD', 'YYYY'],
    ['DD', 'MM', 'YYYY'],
    ['YYYY', 'MM', 'DD'],
    ['DD', 'MM', 'YY'],
    ['MM', 'DD', 'YY'],
  ].map((parts) => parts.join(mark)),
);

/** A few values. Of a column that may tell of somebody only the shape of each: letters as x, digits as 9. */
function samples(definition: ImportDefinition, column: string | null, values: readonly string[]): string[] {
  const isPlain = column !== null && headingsOf(definition, column).holds !== undefined;
  const told = [...new Set(values)].slice(0, shownSamples).map((value) => value.slice(0, 60));
  return isPlain ? told.map((value) => shown(value).slice(1, -1)) : [...new Set(told.map(shapeOf))];
}

function shapeOf(value: string): string {
  return value
    .replace(/\p{L}/gu, 'x')
    .replace(/\p{N}/gu, '9')
    .replace(/[^x9 .,:;/()-]/g, '?');
}
