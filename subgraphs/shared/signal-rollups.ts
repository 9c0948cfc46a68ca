import { randomUUID } from 'node:crypto';

import type { Connection, Model } from 'mongoose';

import { areaPath, parentOf } from './area-code';
import type { Day } from './calendar';
import { after, before, type Filter, oneOf } from './filter';
import { type CollectionDefinition, field, modelOf } from './model';
import { codesOfRecords, seriesOfRecords } from './series-of-records';
import type { SignalDefinition } from './signal-definition';
import { buildSeries, type SignalSeries, sumSeries } from './signal-series';

interface RollupRow extends SignalSeries {
  readonly _id: string;
  readonly parent: string | null;
  /** The ticket of the recomputation that wrote the row; a lower one never overwrites a higher one. */
  readonly ticket: number;
}

/** What is under way in an area. */
export interface RollupMark {
  /** Raised by every computation of the area's series. */
  readonly ticket: number;
  /** Writes to records of the area whose roll-up is not yet written. Left behind by a process that died. */
  readonly writes: readonly { token: string; at: Date }[];
}

interface MarkRow extends RollupMark {
  readonly _id: string;
}

const rollupCollection: CollectionDefinition = {
  collection: 'signal_rollups',
  fields: {
    _id: field.text,
    parent: field.optionalText,
    ticket: field.number,
    firstMonth: field.text,
    closings: field.mixed,
    openMonth: field.text,
    pending: field.mixed,
  },
  indexes: [[{ parent: 1 }]],
};

const markCollection: CollectionDefinition = {
  collection: 'signal_rollup_marks',
  fields: {
    _id: field.text,
    ticket: { type: Number, default: 0 },
    writes: { type: [{ token: String, at: Date, _id: false }], default: [] },
  },
  indexes: [[{ 'writes.at': 1 }]],
};

// A batch of records is written within seconds of its mark; an older mark belongs to a process that is gone.
const abandonedAfterMs = 60_000;

/**
 * Keeps one signal series for each area that has records, and for all areas above it.
 *
 * A write is announced by a mark, then made, then the series of the areas concerned are computed anew from their
 * records; the mark is taken away last. A process that dies in between leaves the mark, and `repair` finishes its work.
 * Computing anew instead of adding makes every step repeatable, and a ticket drawn after the records were written makes
 * the last computation win.
 */
export class SignalRollups {
  private readonly rollups: Model<RollupRow>;
  private readonly marks: Model<MarkRow>;

  constructor(
    private readonly connection: Connection,
    private readonly definition: SignalDefinition,
    private readonly today: () => Day,
  ) {
    this.rollups = modelOf<RollupRow>(connection, 'SignalRollup', rollupCollection);
    this.marks = modelOf<MarkRow>(connection, 'SignalRollupMark', markCollection);
  }

  /** The series of the areas that have one, with one command. */
  async seriesOf(codes: readonly string[]): Promise<Map<string, SignalSeries>> {
    const rows = await this.rollups
      .find({ _id: oneOf(codes) })
      .batchSize(Math.max(codes.length + 1, 2))
      .lean<RollupRow[]>();
    return new Map(rows.map((row) => [row._id, row]));
  }

  /** The series of the areas that lie directly in these, by their own code, with one command. */
  async seriesDirectlyIn(parents: readonly string[]): Promise<Map<string, SignalSeries>> {
    const rows = await this.rollups
      .find({ parent: oneOf(parents) })
      .batchSize(10_000)
      .lean<RollupRow[]>();
    return new Map(rows.map((row) => [row._id, row]));
  }

  /** Writes series of areas that have none yet, computed from records that nobody else writes. */
  async insert(series: ReadonlyMap<string, SignalSeries>): Promise<void> {
    // Ticket 0: every computation from the records comes later.
    const rows = Array.from(series, ([_id, each]) => ({ _id, parent: parentOf(_id), ticket: 0, ...each }));
    for (const part of chunks(rows, 500)) await this.rollups.collection.insertMany(part as never, { ordered: false });
  }

  /** What is under way in these areas; an area of which nothing was ever computed or announced is left out. */
  async marksIn(codes: readonly string[]): Promise<Map<string, RollupMark>> {
    const marks = await this.marks
      .find({ _id: oneOf(codes) })
      .batchSize(Math.max(codes.length + 1, 2))
      .lean<MarkRow[]>();
    return new Map(marks.map((mark) => [mark._id, mark]));
  }

  /** Every area that has a series, or must have one for the records in it. */
  async knownAreas(): Promise<string[]> {
    const told = await this.rollups.distinct('_id');
    return withAncestors([...told, ...(await codesOfRecords(this.connection, this.definition))]);
  }

  /** Announces that records of these areas are about to be written. Hand the token to `finish`. */
  async announce(codes: readonly string[]): Promise<string> {
    const token = randomUUID();
    const at = new Date();
    await this.marks.bulkWrite(
      withAncestors(codes).map((_id) => ({
        updateOne: { filter: { _id }, update: { $push: { writes: { token, at } } }, upsert: true },
      })),
      { ordered: false },
    );
    return token;
  }

  /** Computes the series of these areas and of all above them anew, then takes the marks of `tokens` away. */
  async finish(codes: readonly string[], tokens: readonly string[]): Promise<void> {
    const touched = withAncestors(codes);
    await this.recomputeUpwards(touched);
    if (tokens.length === 0) return;
    await this.marks.updateMany({ _id: oneOf(touched) }, { $pull: { writes: { token: oneOf(tokens) } } });
  }

  /** Finishes the writes that a dead process left. Returns the areas mended. */
  async repair(now: number = Date.now()): Promise<readonly string[]> {
    const abandoned = new Date(now - abandonedAfterMs);
    return this.mend(await this.marksOf(before(abandoned)), abandoned);
  }

  /** The same at once, for every announced write. Marks that are not old stay with the writers who set them. */
  async catchUp(now: number = Date.now()): Promise<void> {
    await this.mend(await this.marksOf(after(new Date(0))), new Date(now - abandonedAfterMs));
  }

  private async mend(marks: readonly MarkRow[], abandoned: Date): Promise<readonly string[]> {
    // A younger mark of the same area belongs to a writer that may yet write and then die itself.
    const left = marks.flatMap(({ writes }) => writes).filter(({ at }) => at < abandoned);
    const codes = marks.map(({ _id }) => _id);
    if (codes.length > 0) await this.finish(codes, [...new Set(left.map(({ token }) => token))]);
    return codes;
  }

  private marksOf(at: Filter): Promise<MarkRow[]> {
    return this.marks.find({ 'writes.at': at } as Filter).lean<MarkRow[]>();
  }

  /**
   * Computes every series anew from all records, one in place of the other, while others read and write. `progress` is
   * told how many of how many areas are done.
   */
  async rebuild(progress: (done: number, total: number) => void = () => undefined): Promise<number> {
    const codes = await this.knownAreas();
    await this.recomputeUpwards(codes, (done) => progress(done, codes.length));
    return codes.length;
  }

  /** From the villages upwards: a district is the sum of what its villages' series say now. */
  private async recomputeUpwards(
    codes: readonly string[],
    progress: (done: number) => void = () => undefined,
  ): Promise<void> {
    let done = 0;
    for (const length of [13, 8, 5, 2]) {
      const level = codes.filter((code) => code.length === length);
      for (const part of chunks(level, 500)) {
        await this.recompute(part);
        progress((done += part.length));
      }
    }
  }

  private async recompute(codes: readonly string[]): Promise<void> {
    if (codes.length === 0) return;
    const tickets = await this.drawTickets(codes);
    const today = this.today();
    const own = await seriesOfRecords(this.connection, this.definition, codes, today);
    const children = await this.childrenOf(codes);
    const operations = codes.map((code) => {
      const ticket = tickets.get(code) ?? 1;
      const series = this.sumOf(children.get(code) ?? [], own.get(code), today);
      const replacement = { _id: code, parent: parentOf(code), ticket, ...series } as RollupRow;
      return { replaceOne: { filter: { _id: code, ticket: before(ticket) }, replacement, upsert: true } };
    });
    // Two writers may both find no row and insert; the second try meets the row, and the tickets decide.
    for (let tries = 0; tries < 2; tries += 1) {
      const written = await this.rollups
        .bulkWrite(operations as never, { ordered: false })
        .then(() => true, ignoreNewerRows);
      if (written) break;
    }
  }

  private sumOf(children: readonly SignalSeries[], own: SignalSeries | undefined, today: Day): SignalSeries {
    const { measures } = this.definition;
    if (children.length === 0) return own ?? buildSeries([], measures, today);
    return sumSeries(own === undefined ? children : [...children, own], measures, today);
  }

  private async drawTickets(codes: readonly string[]): Promise<Map<string, number>> {
    await this.marks.bulkWrite(
      codes.map((_id) => ({ updateOne: { filter: { _id }, update: { $inc: { ticket: 1 } }, upsert: true } })),
      { ordered: false },
    );
    const marks = await this.marks.find({ _id: oneOf(codes) }).lean<MarkRow[]>();
    return new Map(marks.map(({ _id, ticket }) => [_id, ticket]));
  }

  private async childrenOf(codes: readonly string[]): Promise<Map<string, RollupRow[]>> {
    const byParent = new Map<string, RollupRow[]>();
    for (const row of await this.rollups
      .find({ parent: oneOf(codes) })
      .batchSize(2_000)
      .lean<RollupRow[]>()) {
      if (row.parent !== null) byParent.set(row.parent, [...(byParent.get(row.parent) ?? []), row]);
    }
    return byParent;
  }
}

function withAncestors(codes: readonly string[]): string[] {
  return [...new Set(codes.flatMap((code) => areaPath(code)))];
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

// An upsert that misses because the row carries a higher ticket tries to insert, and meets the row: the newer one stays.
function ignoreNewerRows(error: unknown): false {
  const failure = error as { code?: number; writeErrors?: { code?: number }[] | { code?: number } };
  const errors = Array.isArray(failure.writeErrors) ? failure.writeErrors : [failure];
  if (!errors.every(({ code }) => code === 11_000)) throw error;
  return false;
}
