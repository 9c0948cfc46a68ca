import type { Model } from 'mongoose';

import { oneOf } from '../shared/filter';
import { type AreaFigures, figuresOf } from './area-figures';
import type { AreaFiguresRow } from './models/AreaFigures';

/** Figures change once a year; within a minute whoever imported new ones sees them used. */
const freshMs = 60_000;
/** More than all areas of Indonesia. */
const mostAreas = 100_000;

/** Figures of areas from the database, else the built-in ones; remembered for a minute, so that most questions read none. */
export class FiguresOfAreas {
  private known = new Map<string, AreaFigures | null>();
  private since = -Infinity;

  constructor(
    private readonly model: Model<AreaFiguresRow>,
    private readonly now: () => number = Date.now,
  ) {}

  /** The figures of every area asked for, null where none are held; at most one command. */
  async of(codes: readonly string[]): Promise<ReadonlyMap<string, AreaFigures | null>> {
    if (this.now() - this.since > freshMs || this.known.size > mostAreas) {
      this.known = new Map();
      this.since = this.now();
    }
    const { known } = this;
    const unknown = codes.filter((code) => !known.has(code));
    if (unknown.length > 0) {
      const stored = new Map((await this.read(unknown)).map((row) => [row._id, row]));
      for (const code of unknown) known.set(code, stored.get(code) ?? figuresOf(code));
    }
    return known;
  }

  private read(codes: readonly string[]): Promise<AreaFiguresRow[]> {
    return this.model
      .find({ _id: oneOf(codes) })
      .batchSize(codes.length + 1)
      .lean<AreaFiguresRow[]>()
      .exec();
  }
}
