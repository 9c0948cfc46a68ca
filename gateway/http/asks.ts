import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

import { ClientError } from '../errors';
import { type TableFormat, tableFormats, type TableOptions } from '../formats/table-format';

/** What a client asks for beside the answer, or in its place. */
export interface Asks {
  readonly table: TableOptions | null;
  readonly provenance: boolean;
  readonly nullReasons: boolean;
  /** Whether nothing is run, and only told what running it would mean. */
  readonly explain: boolean;
}

/**
 * Read from the headers and the address. null for the many requests that ask for the answer alone.
 * @throws ClientError BAD_REQUEST for a value that is none of those there are.
 */
export function asksOf({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): Asks | null {
  const { accept = '', 'x-provenance': provenance, 'x-null-reasons': nullReasons, 'x-explain': explain } = headers;
  const hasAddress = url.includes('?');
  const mayBeTable = hasAddress || tableTypes.some((type) => accept.includes(type));
  if (!mayBeTable && provenance === undefined && nullReasons === undefined && explain === undefined) return null;
  const table = mayBeTable ? tableAsked(accept, new URL(url, 'http://localhost').searchParams) : null;
  const asks = {
    table,
    provenance: isOn('x-provenance', provenance),
    nullReasons: isOn('x-null-reasons', nullReasons),
    explain: isOn('x-explain', explain, 'only'),
  };
  return Object.values(asks).some(Boolean) ? asks : null;
}

const formatNames = Object.keys(tableFormats) as TableFormat[];
const tableTypes: readonly string[] = formatNames.map((name) => tableFormats[name].mediaType);
const jsonTypes = ['application/json', 'application/graphql-response+json'];

function tableAsked(accept: string, parameters: URLSearchParams): TableOptions | null {
  const format = formatNamed(parameters.get('format')) ?? formatAccepted(accept);
  if (format === null || format === 'json') return null;
  const hasMark = choice(parameters, 'bom', { 0: false, 1: true }, false);
  if (hasMark && format !== 'csv') throw new ClientError('BAD_REQUEST', 400, 'bom=1 is for format=csv alone.');
  return {
    format,
    rows: parameters.get('rows'),
    hasMark,
    hasHeader: choice(parameters, 'header', { full: true, none: false }, true),
  };
}

function formatNamed(name: string | null): TableFormat | 'json' | null {
  if (name === null) return null;
  const format = (['json', ...formatNames] as const).find((each) => each === name);
  if (format !== undefined) return format;
  throw new ClientError('BAD_REQUEST', 400, `format is one of json, ${formatNames.join(', ')}.`);
}

function formatAccepted(accept: string): TableFormat | null {
  if (!tableTypes.some((type) => accept.includes(type))) return null;
  const type = new Negotiator({ headers: { accept } }).mediaType([...jsonTypes, ...tableTypes]);
  return formatNames.find((name) => tableFormats[name].mediaType === type) ?? null;
}

function choice(
  parameters: URLSearchParams,
  name: string,
  values: Readonly<Record<string, boolean>>,
  fallback: boolean,
): boolean {
  const given = parameters.get(name);
  if (given === null) return fallback;
  const value = Object.hasOwn(values, given) ? values[given] : undefined;
  if (value !== undefined) return value;
  throw new ClientError('BAD_REQUEST', 400, `${name} is one of ${Object.keys(values).join(', ')}.`);
}

function isOn(name: string, given: string | readonly string[] | undefined, on = '1'): boolean {
  if (given === undefined) return false;
  if (given === on) return true;
  throw new ClientError('BAD_REQUEST', 400, `The header ${name} is ${on}, or left out.`);
}
