import type { AreaRecord } from './records-by-area';
import type { Change } from './signal-series';

/** Records of one kind, and the changes that one record brings to the signals of its area. */
export interface SignalSource {
  readonly collection: string;
  /** The fields that `changes` reads. */
  readonly fields: readonly string[];
  readonly changes: (record: never) => readonly Change[];
}

/** A source with its record's type checked at the place of definition. */
export function signalSource<Row extends AreaRecord>(
  collection: string,
  fields: readonly (keyof Row & string)[],
  changes: (record: Row) => readonly Change[],
): SignalSource {
  return { collection, fields, changes };
}

export interface SignalDefinition {
  readonly measures: readonly string[];
  /** The measures that count persons, or records of persons: a report never shows a few of them. */
  readonly ofPersons: readonly string[];
  readonly sources: readonly SignalSource[];
}
