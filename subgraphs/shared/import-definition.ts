import type { AreaCatalogue } from './area-catalogue';
import type { Day } from './calendar';
import type { KindHeadings } from './column-headings';

/** One row of a file: text by column name. */
export type RawRow = Readonly<Record<string, string>>;

/** A value that a row cannot have: which column, what stands there, why not and what would do. */
export interface RowFault {
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A document that a row brings, by the agency's own number: written anew, it replaces what is there. */
export interface ImportedDocument {
  readonly collection: string;
  readonly document: { readonly _id: string } & object;
}

export type ParsedRow =
  | { readonly ok: true; readonly areaCode: string; readonly documents: readonly ImportedDocument[] }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

export interface ImportHelp {
  readonly areas: AreaCatalogue;
  readonly today: Day;
}

/** How files of one kind become records. The first document of a row is the record itself; others are what it refers to. */
export interface ImportDefinition {
  /** What the user types: `simpul import <kind> FILE`. */
  readonly kind: string;
  readonly requiredColumns: readonly string[];
  readonly optionalColumns: readonly string[];
  /** What agencies call the columns, beside their names here. */
  readonly headings?: KindHeadings;
  readonly parse: (row: RawRow, help: ImportHelp) => ParsedRow;
}
