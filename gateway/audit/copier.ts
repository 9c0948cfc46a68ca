import type { Entry } from './entry';

const batchSize = 1_000;
const mostPending = 10_000;

export interface CopierParts {
  readonly insert: (entries: readonly Entry[]) => Promise<void>;
  /** Copies what is in the files and not in MongoDB. */
  readonly catchUp: () => Promise<void>;
}

/** Brings entries to MongoDB in their order, one batch at a time. What fails stays, and is tried at the next time. */
export class Copier {
  private pending: Entry[] = [];
  // What a former process left is looked for once.
  private mustCatchUp = true;
  private running: Promise<void> | null = null;

  constructor(private readonly parts: CopierParts) {}

  get isBehind(): boolean {
    return this.mustCatchUp || this.pending.length > 0;
  }

  add(entries: readonly Entry[]): void {
    this.pending.push(...entries);
    if (this.pending.length <= mostPending) return;
    // They are in the file.
    this.pending = [];
    this.mustCatchUp = true;
  }

  /** Resolves when all that was added is in MongoDB. */
  async flush(): Promise<void> {
    do await (this.running ??= this.drain().finally(() => (this.running = null)));
    while (this.isBehind);
  }

  private async drain(): Promise<void> {
    if (this.mustCatchUp) {
      this.mustCatchUp = false;
      await this.parts.catchUp().catch((error: unknown) => {
        this.mustCatchUp = true;
        throw error;
      });
    }
    while (this.pending.length > 0) {
      const batch = this.pending.slice(0, batchSize);
      await this.parts.insert(batch);
      const copied = new Set(batch);
      this.pending = this.pending.filter((entry) => !copied.has(entry));
    }
  }
}
