import type { Connection, Model } from 'mongoose';

import { type Day, todayInJakarta } from './calendar';
import { type CollectionDefinition, field, modelOf } from './model';

interface DemonstrationRow {
  readonly _id: 'demonstration';
  readonly today: Day;
  readonly seed: number;
  /** False while it is being written: what a process that died left is no demonstration yet. */
  readonly isWhole?: boolean;
}

const demonstrationCollection: CollectionDefinition = {
  collection: 'demonstration',
  fields: { _id: field.text, today: field.text, seed: field.number, isWhole: { type: Boolean, default: true } },
};

/** What a database tells of itself: whether its records are the demonstration's, and then which day they take for today. */
export class DemonstrationMark {
  private readonly rows: Model<DemonstrationRow>;
  constructor(connection: Connection) {
    this.rows = modelOf<DemonstrationRow>(connection, 'Demonstration', demonstrationCollection);
  }

  async read(): Promise<Omit<DemonstrationRow, '_id'> | null> {
    return this.rows.findById('demonstration').lean<DemonstrationRow | null>();
  }

  async write(today: Day, seed: number, isWhole = true): Promise<void> {
    const row = { _id: 'demonstration' as const, today, seed, isWhole };
    await this.rows.replaceOne({ _id: 'demonstration' }, row, { upsert: true });
  }
}

/** The day taken for today: the demonstration's where the records are a demonstration, else Jakarta's. */
export class Clock {
  private fixed: Day | null = null;
  constructor(private readonly mark: DemonstrationMark) {}

  readonly today = (): Day => this.fixed ?? todayInJakarta();

  async refresh(): Promise<void> {
    this.fixed = (await this.mark.read())?.today ?? null;
  }
}
