import type { Asker } from '../auth/viewer';
import { ClientError } from '../errors';
import { type Budgets, CostAccounts } from './budgets';

/** What an operation cost, in points. */
export interface OperationCost {
  readonly estimated: number;
  readonly actual: number;
  /** What the asker may still spend; null where there is no budget. */
  readonly left: number | null;
}

/** What an operation would cost, and what of it there is to spend; in points. */
export interface CostOutlook {
  readonly estimated: number;
  /** The most that an operation may be estimated to cost. */
  readonly most: number;
  /** null where there is no budget. */
  readonly budget: { readonly left: number; readonly perMinute: number } | null;
}

/** What operations may cost: each by itself, and all of one viewer. */
export class Spending {
  private readonly accounts: CostAccounts;

  constructor(
    private readonly maxCost: number,
    budgets: Budgets,
    now?: () => number,
  ) {
    this.accounts = new CostAccounts(budgets, now);
  }

  /**
   * Begins an operation by what it is estimated to cost; `end` takes what it did cost.
   * @throws ClientError COST_LIMIT (400) or RATE_LIMITED (429).
   */
  begin(asker: Asker, estimated: number): { end(actual: number): OperationCost } {
    if (estimated > this.maxCost) throw tooDear(estimated, this.maxCost);
    this.accounts.take(asker, estimated);
    return { end: (actual) => ({ estimated, actual, left: this.accounts.settle(asker, estimated, actual) }) };
  }

  /**
   * What an operation would cost, for a small charge.
   * @throws ClientError RATE_LIMITED (429).
   */
  outlook(asker: Asker, estimated: number): CostOutlook {
    this.accounts.take(asker, outlookCost);
    return { estimated, most: this.maxCost, budget: this.accounts.budget(asker) };
  }
}

/** Planning is work too. */
const outlookCost = 10;

function tooDear(estimated: number, most: number): ClientError {
  const message = `The operation is estimated to cost ${estimated} points; ${most} are the most. Ask for shorter lists.`;
  return new ClientError('COST_LIMIT', 400, message);
}
