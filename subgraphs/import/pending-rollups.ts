import type { SignalRollups } from '../shared/signal-rollups';

/** Far below the minute after which a mark is taken for a dead process's: a batch is written before its marks are old. */
const freshMs = 15_000;

/** Areas whose records were written and whose signals are not computed yet. */
export class PendingRollups {
  private readonly areas = new Set<string>();
  /** When each area was last announced: it is not announced again for every batch. */
  private readonly announcedAt = new Map<string, number>();
  private tokens: string[] = [];
  private batches = 0;
  private mostAreas = 200;
  private mostBatches = 20;

  constructor(
    private readonly rollups: Pick<SignalRollups, 'announce' | 'finish'>,
    private readonly now: () => number = Date.now,
  ) {}

  readonly announce = async (codes: readonly string[]): Promise<void> => {
    const at = this.now();
    const stale = codes.filter((code) => at - (this.announcedAt.get(code) ?? -Infinity) > freshMs);
    for (const code of codes) this.areas.add(code);
    if (stale.length === 0) return;
    this.tokens.push(await this.rollups.announce(stale));
    for (const code of stale) this.announcedAt.set(code, at);
  };

  async finishWhenMany(): Promise<void> {
    this.batches += 1;
    if (this.areas.size <= this.mostAreas && this.batches < this.mostBatches) return;
    await this.finish();
    // Every computation reads all records of its areas. Twice as long a wait each time keeps a long import linear.
    this.mostAreas *= 2;
    this.mostBatches *= 2;
  }

  async finish(): Promise<void> {
    this.batches = 0;
    if (this.areas.size === 0) return;
    await this.rollups.finish([...this.areas], this.tokens);
    this.areas.clear();
    this.announcedAt.clear();
    this.tokens = [];
  }
}
