interface Kept {
  readonly text: string;
  readonly owner: string;
}

export interface PersistedQueryLimits {
  /** Most texts that are kept for one viewer; 0 for none. */
  readonly perViewer: number;
  /** Most characters that are kept for all. */
  readonly size: number;
}

const longestText = 32_768;

/**
 * Texts that signed-in viewers have sent with their hash, for all who have signed in. A viewer beyond the quota loses
 * the oldest of its own, never another's; when all together are too much, what was asked for longest ago is forgotten.
 */
export class PersistedQueries {
  private readonly kept = new Map<string, Kept>();
  private readonly owned = new Map<string, Set<string>>();
  private size = 0;

  constructor(private readonly limits: PersistedQueryLimits) {}

  get count(): number {
    return this.kept.size;
  }

  /** False when no viewer may have any. */
  get isOn(): boolean {
    return this.limits.perViewer > 0;
  }

  find(hash: string): string | undefined {
    const found = this.kept.get(hash);
    if (found === undefined) return undefined;
    this.kept.delete(hash);
    this.kept.set(hash, found);
    return found.text;
  }

  /** @param hash of the text, as it was checked. */
  keep(hash: string, text: string, owner: string): void {
    if (!this.isOn || text.length > longestText || this.kept.has(hash)) return;
    const own = this.owned.get(owner) ?? new Set<string>();
    const [oldest] = own;
    if (own.size >= this.limits.perViewer && oldest !== undefined) this.forget(oldest);
    this.kept.set(hash, { text, owner });
    this.owned.set(owner, own.add(hash));
    this.size += text.length;
    for (const longestAgo of this.kept.keys()) {
      if (this.size <= this.limits.size) break;
      this.forget(longestAgo);
    }
  }

  private forget(hash: string): void {
    const found = this.kept.get(hash);
    if (found === undefined) return;
    const own = this.owned.get(found.owner);
    own?.delete(hash);
    if (own?.size === 0) this.owned.delete(found.owner);
    this.kept.delete(hash);
    this.size -= found.text.length;
  }
}
