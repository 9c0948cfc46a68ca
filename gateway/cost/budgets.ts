import type { Asker } from '../auth/viewer';
import { ClientError } from '../errors';

/** Points a minute by role; `*` stands for every other role, `anonymous` for those who have not signed in. */
export type Budgets = ReadonlyMap<string, number>;

interface Account {
  points: number;
  at: number;
}

const minuteMs = 60_000;
const mostAccounts = 10_000;

/**
 * Points that each viewer may spend. They come back evenly, a minute's worth in a minute; what an operation turned out
 * not to cost is given back.
 */
export class CostAccounts {
  private readonly accounts = new Map<string, Account>();

  constructor(
    private readonly budgets: Budgets,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Takes what an operation is estimated to cost.
   * @returns points left; null where there is no budget.
   * @throws ClientError (429) RATE_LIMITED when not as many are left; it says after how many seconds there will be.
   */
  take({ viewer }: Asker, cost: number): number | null {
    const budget = this.budgetOf(viewer?.role ?? 'anonymous');
    if (budget === null) return null;
    const account = this.accountOf(viewer?.id ?? '', budget);
    // Whoever has a full budget may ask anything once: what is too much at all is refused by another limit.
    const needed = Math.min(cost, budget);
    if (account.points < needed) throw tooMuch(Math.ceil(((needed - account.points) / budget) * 60), budget);
    account.points -= cost;
    return Math.max(0, Math.floor(account.points));
  }

  /** Gives back what an operation did not cost. Returns the points left. */
  settle({ viewer }: Asker, estimated: number, actual: number): number | null {
    const budget = this.budgetOf(viewer?.role ?? 'anonymous');
    if (budget === null) return null;
    const account = this.accountOf(viewer?.id ?? '', budget);
    account.points = Math.min(budget, account.points + Math.max(0, estimated - actual));
    return Math.max(0, Math.floor(account.points));
  }

  /** What there is to spend; null where there is no budget. Nothing is taken. */
  budget({ viewer }: Asker): { readonly left: number; readonly perMinute: number } | null {
    const budget = this.budgetOf(viewer?.role ?? 'anonymous');
    if (budget === null) return null;
    return { left: Math.max(0, Math.floor(this.accountOf(viewer?.id ?? '', budget).points)), perMinute: budget };
  }

  private budgetOf(role: string): number | null {
    return this.budgets.get(role) ?? this.budgets.get('*') ?? null;
  }

  private accountOf(id: string, budget: number): Account {
    const now = this.now();
    const known = this.accounts.get(id);
    const account = known ?? { points: budget, at: now };
    account.points = Math.min(budget, account.points + ((now - account.at) / minuteMs) * budget);
    account.at = now;
    // The one that was not used for longest is forgotten first: it is full again, or nearly.
    this.accounts.delete(id);
    this.accounts.set(id, account);
    const oldest = this.accounts.keys().next();
    if (this.accounts.size > mostAccounts && !oldest.done) this.accounts.delete(oldest.value);
    return account;
  }
}

function tooMuch(seconds: number, budget: number): ClientError {
  const after = Math.max(1, seconds);
  return new ClientError(
    'RATE_LIMITED',
    429,
    `The budget of ${budget} points a minute is spent; ask again in ${after} seconds, or for less at a time.`,
    { 'retry-after': String(after) },
  );
}
