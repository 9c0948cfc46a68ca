import type { Connection, Model } from 'mongoose';

import { before, oneOf } from './filter';
import { type CollectionDefinition, field, modelOf } from './model';

/** Names that no source of the settings has: a file imported by hand, and the demonstration. */
export const byHand: readonly string[] = ['file', 'demonstration'];

/** What the last load of a source left for the next one. */
export interface SourceState {
  readonly etag?: string;
  readonly lastModified?: string;
  /** SHA-256, in hex, of what was loaded. */
  readonly digest?: string;
  /** SHA-256, in hex, of the mapping that it was read by. */
  readonly mapping?: string;
  /** The highest value of the watermark field that was read. */
  readonly watermark?: string | number | Date;
}

/** How a lease was found when it was taken; null where somebody else holds it. */
export type LeaseTaken = 'FREE' | 'LEFT' | null;

/** One source of rows of one kind, and when it was last loaded. Times are instants in UTC, as text. */
export interface DataSourceRow {
  readonly _id: string;
  readonly source: string;
  readonly kind: string;
  /** Milliseconds without a load after which it is stale; null where no load is expected. */
  readonly staleAfterMs: number | null;
  readonly knownSince: string;
  /** When it was last loaded or found unchanged. */
  readonly loadedAt: string | null;
  /** Up to when it told the records, as it said itself, else the time of its last load. */
  readonly dataAsOf: string | null;
  readonly state: SourceState;
  /** Who loads it now. */
  readonly holder: string | null;
  /** Until when, unless the holder says again that it is still at it. */
  readonly heldUntil: Date;
}

const dataSourceCollection: CollectionDefinition = {
  collection: 'data_sources',
  fields: {
    _id: field.text,
    source: field.text,
    kind: field.text,
    staleAfterMs: { type: Number, default: null },
    knownSince: field.text,
    loadedAt: field.optionalText,
    dataAsOf: field.optionalText,
    state: field.mixed,
    holder: field.optionalText,
    heldUntil: { type: Date, required: true },
  },
  indexes: [[{ kind: 1 }], [{ source: 1 }]],
};

// A handful of sources feed an agency; the bound keeps a faulty list from becoming a long read.
const mostSources = 200;
const nobody = { holder: null, heldUntil: new Date(0) };

/** The sources that an agency's database knows of. */
export class DataSources {
  private readonly rows: Model<DataSourceRow>;

  constructor(connection: Connection) {
    this.rows = modelOf<DataSourceRow>(connection, 'DataSource', dataSourceCollection);
  }

  /** All sources of these kinds of rows, with one command. */
  async ofKinds(kinds: readonly string[]): Promise<DataSourceRow[]> {
    if (kinds.length === 0) return [];
    return this.rows
      .find({ kind: oneOf(kinds) })
      .sort({ _id: 1 })
      .limit(mostSources)
      .batchSize(mostSources + 1)
      .lean<DataSourceRow[]>();
  }

  /** Makes a source known, from now on if it was not. What the name stood for before, of another kind, is forgotten. */
  async know(source: string, kind: string, staleAfterMs: number | null = null): Promise<void> {
    const _id = idOf(source, kind);
    const first = { source, kind, knownSince: new Date().toISOString(), state: {}, ...nobody };
    await this.rows.updateOne({ _id }, { $set: { staleAfterMs }, $setOnInsert: first }, { upsert: true });
    if (byHand.includes(source)) return;
    const others = await this.rows.find({ source }).limit(mostSources).select('_id').lean<{ _id: string }[]>();
    await this.rows.deleteMany({ _id: oneOf(others.map((other) => other._id).filter((other) => other !== _id)) });
  }

  /** Whether there was such a source. */
  async forget(source: string): Promise<boolean> {
    return (await this.rows.deleteMany({ source })).deletedCount > 0;
  }

  /** A load went well, or found nothing new. The time up to which records are told is raised, never lowered. */
  async loaded(source: string, kind: string, at: string, dataAsOf: string | null, state?: SourceState): Promise<void> {
    await this.rows.updateOne(
      { _id: idOf(source, kind) },
      { $set: { loadedAt: at, ...(state && { state }) }, ...(dataAsOf !== null && { $max: { dataAsOf } }) },
    );
  }

  async stateOf(source: string, kind: string): Promise<SourceState> {
    return (await this.rows.findById(idOf(source, kind)).lean<DataSourceRow | null>())?.state ?? {};
  }

  /**
   * Takes the lease of a source for `ms`, unless somebody else holds it; the same holder takes it again. LEFT where the
   * last holder let it run out instead of giving it back: that process ended before it was done.
   */
  async lease(source: string, kind: string, holder: string, ms: number, now: number = Date.now()): Promise<LeaseTaken> {
    const _id = idOf(source, kind);
    const lease = { $set: { holder, heldUntil: new Date(now + ms) } };
    const former = await this.rows
      .findOneAndUpdate({ _id, heldUntil: before(new Date(now)) } as object, lease)
      .lean<DataSourceRow | null>();
    if (former !== null) return former.holder === null || former.holder === holder ? 'FREE' : 'LEFT';
    return (await this.rows.updateOne({ _id, holder }, lease)).matchedCount > 0 ? 'FREE' : null;
  }

  async release(source: string, kind: string, holder: string): Promise<void> {
    await this.rows.updateOne({ _id: idOf(source, kind), holder }, { $set: nobody });
  }
}

function idOf(source: string, kind: string): string {
  return `${source}/${kind}`;
}
