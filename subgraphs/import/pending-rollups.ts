import type { SignalRollups } from '../shared/signal-rollups';

const mostAreas = 200;
const mostBatches = 20;

/** Areas whose records were written and whose signals are not computed yet: few enough to be caught up soon. */
export class PendingRollups {
  private readonly areas = new Set<string>();
  private tokens: string[] = [];
  constructor(private readonly rollups: Pick<SignalRollups, 'announce' | 'finish'>) {}

  readonly announce = async (codes: readonly string[]): Promise<void> => {
    if (codes.length === 0) return;
    this.tokens.push(await this.rollups.announce(codes));
    for (const code of codes) this.areas.add(code);
  };

  async finishWhenMany(): Promise<void> {
    if (this.areas.size > mostAreas || this.tokens.length >= mostBatches) await this.finish();
  }

  async finish(): Promise<void> {
    if (this.tokens.length === 0) return;
    await this.rollups.finish([...this.areas], this.tokens);
    this.areas.clear();
    this.tokens = [];
  }
}
