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

/** What a row of a kind is a record of. */
export interface ImportedRecordKind {
  /** The collection that holds all records of the kind, and no others. */
  readonly collection: string;
  /** The column of the record's own number; null where a row may bring several records. */
  readonly number: string | null;
  /** Whether a record is a person's: how many there are is then told under disclosure control only. */
  readonly ofPersons: boolean;
}

/** How files of one kind become records. The first document of a row is the record itself; others are what it refers to. */
export interface ImportDefinition {
  /** What the user types: `simpul import <kind> FILE`. */
  readonly kind: string;
  readonly record: ImportedRecordKind;
  readonly requiredColumns: readonly string[];
  readonly optionalColumns: readonly string[];
  /** What agencies call the columns, beside their names here. */
  readonly headings?: KindHeadings;
  readonly parse: (row: RawRow, help: ImportHelp) => ParsedRow;
}
