import type { Month } from './calendar';

/** What the graph answers for a record. */
export type GraphNode = Readonly<Record<string, unknown>>;

/** What a cell holds. null is an empty cell; the parts of a list stand between semicolons. */
export type Cell = string | number | boolean | null | readonly (string | null)[];

export interface ExportColumn {
  readonly name: string;
  /** The fields that it is made of, as paths from the record: `holder.name`. A list on the way gives a list. */
  readonly from: readonly string[];
  readonly cell: (node: GraphNode) => Cell;
  /** The column that stands in its place for those who have no right to one of its fields. */
  readonly instead?: ExportColumn;
}

interface Exported {
  /** What the user types: `simpul export <kind>`. Where files of the kind are imported, the columns are the same. */
  readonly kind: string;
  readonly columns: readonly ExportColumn[];
}

/** Asks the graph; whatever is refused or fails is thrown. */
export type AskGraph = (query: string, variables: object) => Promise<GraphNode>;

/** Records that an area lists in pages. */
export interface AreaExport extends Exported {
  readonly by: 'area';
  /** The field of Area. */
  readonly list: string;
  /** The field with the day by which a record belongs to a month. */
  readonly day: string;
  /** The list's own filter for one month, `$month`; without it, records of other months are read and left out. */
  readonly monthFilter?: string;
  /** The list ends where its days are too early. */
  readonly newestFirst?: boolean;
  /** Whether the list tells everybody its length. */
  readonly counted: boolean;
  /** The one area that a record is exported with, where several list it. */
  readonly home?: (node: GraphNode) => string;
  /** Adds what did not fit into the record's own page. */
  readonly complete?: (node: GraphNode, ask: AskGraph) => Promise<GraphNode>;
}

/** Records that the graph lists in one piece, of no area. */
export interface QueryExport extends Exported {
  readonly by: 'query';
  readonly field: string;
  readonly day: string;
}

/** Records that are asked for one by one, because the graph does not list them. */
export interface NumberExport extends Exported {
  readonly by: 'number';
  readonly field: string;
  /** The list in a record whose entries are the rows; each sees the record as `record`. */
  readonly rows: string;
  /** Why they are not listed, as the end of a sentence. */
  readonly notListed: string;
}

/** What is told of an area and month. Rows see the area as `area`. */
export interface SignalExport extends Exported {
  readonly by: 'area-and-month';
  /** The field of Area, and whether it takes a number of months or one month. */
  readonly field: string;
  readonly takes: 'months' | 'month';
}

/** What is told of areas themselves, of every level. Areas without a value of `held` are left out. */
export interface AreaFieldsExport extends Exported {
  readonly by: 'area-itself';
  readonly held: string;
}

export type ExportDefinition = AreaExport | QueryExport | NumberExport | SignalExport | AreaFieldsExport;

/** Months from the first to the last, both included. */
export interface MonthRange {
  readonly first: Month;
  readonly last: Month;
}

/** A column that holds a field as it is. */
export function column(name: string, path: string): ExportColumn {
  return { name, from: [path], cell: (node) => valueAt(node, path) as Cell };
}

/** A column that is made of fields. */
export function madeColumn(name: string, from: readonly string[], cell: (node: GraphNode) => Cell): ExportColumn {
  return { name, from, cell };
}

/** What stands at a path; null where the path ends early. Arguments of a field are no part of its name. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>(stepInto, value) ?? null;
}

function stepInto(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) return value.map((each) => stepInto(each, segment));
  const name = segment.replace(/\(.*/, '');
  return typeof value === 'object' && value !== null ? ((value as GraphNode)[name] ?? null) : null;
}
