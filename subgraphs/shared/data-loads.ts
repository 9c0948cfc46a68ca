import { randomUUID } from 'node:crypto';

import type { Connection, Model } from 'mongoose';

import { checkFirst, type PageArguments } from './arguments';
import { DataSources, type SourceState } from './data-sources';
import { before, upTo } from './filter';
import { type CollectionDefinition, field, modelOf } from './model';
import { decodeCursor, type Page, pageOf } from './page';

/** COMPLETED: every row was looked at. UNCHANGED: nothing new came. REFUSED: it would have removed too much. */
export const loadOutcomes = ['COMPLETED', 'UNCHANGED', 'REFUSED', 'FAILED'] as const;
export type LoadOutcome = (typeof loadOutcomes)[number];

/** Rows and records of a load, by what became of them. */
export interface LoadCounts {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly rejected: number;
}

/** A reason for which rows were rejected. It holds no value of a row. */
export interface RejectedFor {
  /** null where the row as a whole is faulty. */
  readonly column: string | null;
  readonly reason: string;
  readonly rows: number;
}

/** What is kept of one load: nothing of any record. Times are instants in UTC, as text. */
export interface LoadReport {
  readonly source: string;
  readonly kind: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly dataAsOf: string | null;
  readonly outcome: LoadOutcome;
  /** Why it failed or was refused. */
  readonly reason: string | null;
  readonly counts: LoadCounts;
  readonly rejectedFor: readonly RejectedFor[];
  /** SHA-256 of the file in hex; null where there was none. */
  readonly digest: string | null;
}

export interface DataLoadRow extends LoadReport {
  /** Sorts by the time that the load began. */
  readonly _id: string;
}

export const noCounts: LoadCounts = { read: 0, new: 0, changed: 0, unchanged: 0, removed: 0, rejected: 0 };

const dataLoadCollection: CollectionDefinition = {
  collection: 'data_loads',
  fields: {
    _id: field.text,
    source: field.text,
    kind: field.text,
    startedAt: field.text,
    endedAt: field.text,
    dataAsOf: field.optionalText,
    outcome: field.choice(loadOutcomes),
    reason: field.optionalText,
    counts: field.mixed,
    rejectedFor: field.mixed,
    digest: field.optionalText,
  },
  indexes: [[{ source: 1, _id: -1 }]],
};

/** Reports kept of one source. */
export const keptReports = 1_000;

export interface LoadsQuestion extends PageArguments {
  /** null is all sources. */
  readonly source?: string | null;
}

/** The reports of an agency's loads, and the sources that they come from. */
export class DataLoads {
  readonly sources: DataSources;
  private readonly rows: Model<DataLoadRow>;

  constructor(connection: Connection) {
    this.sources = new DataSources(connection);
    this.rows = modelOf<DataLoadRow>(connection, 'DataLoad', dataLoadCollection);
  }

  /** Keeps the report of a load, and lets the oldest of its source go. A good load makes the source's records newer. */
  async report(report: LoadReport, state?: SourceState): Promise<void> {
    const { source, kind, startedAt, endedAt, outcome, dataAsOf } = report;
    await this.rows.insertOne({ _id: `${startedAt}-${randomUUID().slice(0, 8)}`, ...report });
    // Comes second: a process killed between the two loads the same once more, and no load goes untold.
    if (outcome === 'COMPLETED' || outcome === 'UNCHANGED') {
      await this.sources.loaded(source, kind, endedAt, dataAsOf, state);
    }
    const [oldest] = await this.rows
      .find({ source })
      .sort({ _id: -1 })
      .skip(keptReports)
      .limit(1)
      .lean<{ _id: string }[]>();
    if (oldest !== undefined) await this.rows.deleteMany({ source, _id: upTo(oldest._id) } as object);
  }

  /** A page of reports, newest first. @throws BAD_USER_INPUT for a wrong `first` or `after`. */
  async page(question: LoadsQuestion): Promise<Page<DataLoadRow>> {
    const first = checkFirst(question.first);
    const older = question.after == null ? {} : { _id: before(decodeCursor(question.after).key) };
    const rows = await this.rows
      .find({ ...ofSource(question), ...older } as object)
      .sort({ _id: -1 })
      .limit(first + 1)
      .batchSize(first + 2)
      .lean<DataLoadRow[]>();
    return pageOf(rows, question, ({ _id }) => ({ value: _id, key: _id }));
  }

  /** The newest reports of a source's loads of one kind of which every row was looked at, newest first. */
  lastCompleted(source: string, kind: string, most: number): Promise<DataLoadRow[]> {
    return this.rows
      .find({ source, kind, outcome: 'COMPLETED' })
      .sort({ _id: -1 })
      .limit(most)
      .batchSize(most + 1)
      .lean<DataLoadRow[]>();
  }

  count(question: LoadsQuestion): Promise<number> {
    return this.rows.countDocuments(ofSource(question)).exec();
  }
}

function ofSource({ source }: LoadsQuestion): { source?: string } {
  return source == null ? {} : { source };
}
