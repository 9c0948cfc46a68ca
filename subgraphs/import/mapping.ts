import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';

import { z } from 'zod';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { headingKey } from '../shared/column-headings';
import { type Columns, columnsOf, didYouMean, headingsOf } from './columns';
import { dateFormatMistake } from './date-format';

const text = z.string().min(1).max(200);

const mappingSchema = z
  .strictObject({
    kind: z.string(),
    /** Column of the kind → heading in the file. */
    columns: z.record(z.string(), text),
    /** Column → value in the file → value of the kind. */
    values: z.record(z.string(), z.record(z.string(), z.string().max(200))),
    /** Column → the value it has in every row. */
    constants: z.record(z.string(), text),
    /** How days are written, such as MM/DD/YYYY. */
    dateFormat: z.string(),
    /** Headings that are left out. */
    ignore: z.array(text),
    /** Whether all other headings are left out too. */
    ignoreUnknown: z.boolean(),
    /** A remark; what `--suggest` tells of the file stands here. It is not read. */
    about: z.unknown(),
  })
  .partial();

/** How a file of another layout is read as one of a kind. */
export type Mapping = z.infer<typeof mappingSchema>;

const mostBytes = 1_000_000;

/** @throws ToldError that names the file, the place in it, and what would do. */
export function readMapping(path: string, definition: Columns): Mapping {
  const file = basename(path);
  const parsed = mappingSchema.safeParse(parseJson(path, file));
  if (!parsed.success) {
    throw refusal(
      file,
      parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`),
    );
  }
  const mistakes = mappingMistakes(parsed.data, definition);
  if (mistakes.length > 0) throw refusal(file, mistakes);
  return parsed.data;
}

function parseJson(path: string, file: string): unknown {
  try {
    if (statSync(path).size > mostBytes) throw refusal(file, [`is longer than ${mostBytes} bytes`]);
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof ToldError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw refusal(file, [code === undefined ? 'is not JSON' : `cannot be read (${code})`]);
  }
}

/** What a mapping says that cannot be, with the place where it says it. */
export function mappingMistakes(mapping: Mapping, definition: Columns): string[] {
  const { kind, columns = {}, values = {}, constants = {}, ignore = [], dateFormat } = mapping;
  const known = columnsOf(definition);
  const places = { columns, values, constants };
  const strangers = Object.entries(places).flatMap(([place, named]) =>
    Object.keys(named)
      .filter((column) => !known.includes(column))
      .map((column) => `${place}.${column}: is no column of ${definition.kind}${didYouMean(column, definition)}`),
  );
  const headings = Object.values(columns).map(headingKey);
  const twice = Object.entries(columns).filter(([, heading], at) => headings.indexOf(headingKey(heading)) < at);
  const both = Object.keys(constants).filter((column) => Object.hasOwn(columns, column));
  const ignored = Object.entries(columns).filter(([, heading]) => ignore.map(headingKey).includes(headingKey(heading)));
  const format = dateFormat === undefined ? null : dateFormatMistake(dateFormat);
  return [
    ...(kind === undefined || kind === definition.kind ? [] : [`kind: is ${kind}, and ${definition.kind} is imported`]),
    ...strangers,
    ...twice.map(([column]) => `columns.${column}: another column has the same heading`),
    ...both.map((column) => `constants.${column}: columns names a heading for it too`),
    ...ignored.map(([column]) => `columns.${column}: its heading is also in ignore`),
    ...(format === null ? [] : [`dateFormat: ${format}`]),
  ];
}

function refusal(file: string, mistakes: readonly string[]): ToldError {
  return new ToldError(
    `${file}: ${mistakes.join('; ')}. examples/import/README.md tells what a mapping holds`,
    exitCodes.cannot,
  );
}

/** Whether a column holds days: what a date format is for. */
export function holdsDays(definition: Columns, column: string): boolean {
  return headingsOf(definition, column).holds === 'DAYS';
}
