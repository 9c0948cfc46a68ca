import type { GraphQLFormattedError } from 'graphql';

import type { ExplainedNull } from '../explain/null-reasons';
import type { Provenance } from '../explain/provenance';
import { cellText } from './cell-text';
import { cellOf, countRows } from './table-rows';
import type { TableShape } from './table-shape';

/** What is told of a table beside its rows. */
export interface AboutLine {
  readonly name: string;
  readonly text: string;
}

export interface AnswerFacts {
  readonly operationName: string | null;
  /** SHA-256, hexadecimal, of the operation's text. */
  readonly operationDigest: string;
  /** The same of the supergraph. */
  readonly schemaDigest: string;
  readonly answeredAt: Date;
  readonly data: unknown;
  /** As they may be told. */
  readonly errors: readonly GraphQLFormattedError[];
  readonly provenance: readonly Provenance[];
  readonly nulls: readonly ExplainedNull[];
}

/** What the header says: from what the table is, what stands beside it, what is not in it and why cells are empty. */
export function aboutTable(table: TableShape, facts: AnswerFacts): AboutLine[] {
  const { lists, columns, beside, leftOut } = table;
  return [
    ...incompleteness(facts.errors),
    line('operation', facts.operationName ?? 'unnamed'),
    line('operation digest', `sha256 ${facts.operationDigest}`),
    line('schema digest', `sha256 ${facts.schemaDigest}`),
    line('answered at', facts.answeredAt.toISOString()),
    line('rows', `${countRows(facts.data, table)}${lists.length === 0 ? '' : ` of ${lists.flat().join('.')}`}`),
    ...facts.provenance.map((each) => line('from', provenanceText(each))),
    ...beside.map((column) => line(`value ${column.name}`, String(cellText(cellOf([facts.data], column))))),
    ...leftOut.map((place) => line('left out', `${place}: a list beside the rows`)),
    ...table.denied.map((place) => line('left out', `${place}: forbidden`)),
    ...emptiness(facts.nulls),
    line('empty cells', 'null - where no line here says why the agency holds no value'),
    ...(columns.some(({ isList }) => isList) ? [line('lists', 'parts are joined by semicolons')] : []),
  ];
}

/** What is told at the end of a table that is not whole, as at its beginning. Nothing for a whole one. */
export function incompleteness(errors: readonly GraphQLFormattedError[]): AboutLine[] {
  const told = errors.slice(0, mostErrors).map(errorText);
  const more = errors.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more errors`] : [])].map((text) => line('incomplete', text));
}

const mostErrors = 20;

function errorText({ message, path, extensions }: GraphQLFormattedError): string {
  const subgraph = extensions?.subgraph;
  return [
    String(extensions?.code),
    ...(typeof subgraph === 'string' ? [`subgraph ${subgraph}`] : []),
    ...(path === undefined ? [] : [`at ${path.join('.')}`]),
    message,
  ].join(' | ');
}

function provenanceText({ subgraph, agency, at, fields, asOf, stale }: Provenance): string {
  return [
    agency === null ? subgraph : `${subgraph} (${agency})`,
    fields.map((name) => (at === '' ? name : `${at}.${name}`)).join(' '),
    ...(asOf === null ? [] : [`as of ${asOf}`]),
    ...(stale === true ? ['stale'] : []),
  ].join(' | ');
}

/** How many cells of each place are empty, and why. */
function emptiness(nulls: readonly ExplainedNull[]): AboutLine[] {
  const counts = new Map<string, number>();
  for (const { path, reason, status } of nulls) {
    if (reason === 'forbidden') continue;
    const place = path.filter((element) => typeof element === 'string' && element !== '@').join('.');
    const what = `${place}: ${reason}${status === undefined ? '' : ` ${status}`}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => line('empty', `${what} | ${count} times`));
}

/** Nothing in a line can begin a cell, a line or a formula of its own. */
function line(name: string, text: string): AboutLine {
  const harmless = (each: string): string => each.replaceAll(/[,;"\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, longestText);
  return { name: harmless(name), text: harmless(text) };
}

const longestText = 2_000;
