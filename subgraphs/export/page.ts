import { z } from 'zod';

import type { Denial } from '../../common/gateway-client';
import { ToldError } from '../../common/told-error';
import type { ExportColumn, GraphNode } from '../shared/export-definition';

/** Some rows of an export, and what was left out of them. */
export interface Page {
  readonly nodes: readonly GraphNode[];
  /** How many rows there will be in all; null when nobody says. */
  readonly total: number | null;
  /** Fields of the rows, as paths, that the asker has no right to. */
  readonly deniedFields: ReadonlyMap<string, string>;
  /** The area whose whole list was denied, and why. */
  readonly deniedArea?: { readonly area: string; readonly reason: string };
  /** Numbers of which nothing is shown. */
  readonly notShown?: readonly string[];
}

export const rowsShape = z.array(z.record(z.string(), z.unknown()));

export const connectionShape = z.object({
  nodes: rowsShape,
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  totalCount: z.number().optional(),
});

/** @throws ToldError for an answer that is not of the form that was asked for. */
export function shaped<Value>(shape: z.ZodType<Value>, value: unknown): Value {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ToldError('The gateway answered with something else than was asked for; it may be of another version.');
}

// Where a field is left out of every entry of a list, the gateway names no position.
const anyEntry = '@';

/** Denials beneath `root`, by the field's path in a row. An empty path is the whole list. */
export function deniedBeneath(denied: readonly Denial[], root: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    denied.map(({ path, reason }) => [
      path
        .filter((part) => typeof part === 'string' && part !== anyEntry)
        .slice(root.length)
        .join('.'),
      reason,
    ]),
  );
}

/** The fields of all columns as one selection set. */
export function selectionOf(columns: readonly ExportColumn[], beneath = ''): string {
  const paths = columns.flatMap(({ from, instead }) => [...from, ...(instead?.from ?? [])]);
  const own = paths.filter((path) => path.startsWith(beneath)).map((path) => path.slice(beneath.length));
  return selection(own);
}

function selection(paths: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const [name = '', ...rest] = path.split('.');
    groups.set(name, [...(groups.get(name) ?? []), ...(rest.length > 0 ? [rest.join('.')] : [])]);
  }
  return [...groups].map(([name, inner]) => (inner.length > 0 ? `${name} { ${selection(inner)} }` : name)).join(' ');
}
