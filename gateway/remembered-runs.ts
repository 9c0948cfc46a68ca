import { askingOnce, isUnchanged } from './execute/ask-again';
import { type Exchange, Exchanges } from './execute/exchanges';
import { executePlan } from './execute/execute-plan';
import type { Execution, ExecutionOutcome } from './execute/execution';
import { lengthOf } from './execute/json-text';
import type { AskSubgraph } from './execute/question';
import type { PreparedPlan } from './plan/prepared-plan';
import type { AnswerBody } from './transport/read-answer';

interface Remembered {
  readonly exchanges: Exchanges;
  readonly outcome: ExecutionOutcome;
  readonly size: number;
  usedAt: number;
}

/** How long a run is remembered after it was last of use, in milliseconds: what subgraphs tell is not kept for longer. */
const keptMs = 30_000;

/**
 * Runs plans, and remembers what came of each. When an operation comes again, everything is asked of the subgraphs
 * again; as long as their answers are, to the letter, what they were, what would be made of them is known. At the first
 * answer that differs the plan is executed with the answers that have come, and nothing is asked twice.
 */
export class RememberedRuns {
  private readonly runs = new Map<string, Remembered>();
  private size = 0;
  private sweeping: NodeJS.Timeout | null = null;

  /** @param maxSize most bytes of questions and answers that are kept; 0 to remember nothing. */
  constructor(private readonly maxSize: number) {}

  /** How many runs are remembered. */
  get count(): number {
    return this.runs.size;
  }

  /** @param key everything that the answer depends on beside what subgraphs tell; null for what is never remembered. */
  async run(
    key: string | null,
    plan: PreparedPlan,
    { ask, variables }: { readonly ask: AskSubgraph; readonly variables: Readonly<Record<string, unknown>> },
    shape: (execution: Execution) => ExecutionOutcome,
  ): Promise<ExecutionOutcome> {
    const asked = new Map<Exchange, Promise<AnswerBody>>();
    const known = key === null ? undefined : this.runs.get(key);
    if (key !== null && known !== undefined && (await isUnchanged(plan, known.exchanges, ask, asked))) {
      this.keep(key, known);
      return known.outcome;
    }
    const exchanges = key === null || this.maxSize === 0 ? null : new Exchanges();
    const outcome = shape(await executePlan(plan, { ask: askingOnce(ask, asked), variables, exchanges }));
    const isClean = outcome.errors.length === 0 && exchanges?.isWhole === true;
    if (key !== null && exchanges !== null && isClean) {
      // The answer is kept as text and as it is sent.
      const size = key.length + exchanges.size + 2 * lengthOf(outcome.text);
      this.keep(key, { exchanges, outcome, size, usedAt: 0 });
    }
    return outcome;
  }

  /** Keeps a run as the one that is forgotten last. */
  private keep(key: string, run: Remembered): void {
    this.forget(key);
    if (run.size > this.maxSize) return;
    run.exchanges.release();
    run.usedAt = Date.now();
    this.runs.set(key, run);
    this.size += run.size;
    for (const oldest of this.runs.keys()) {
      if (this.size <= this.maxSize) break;
      this.forget(oldest);
    }
    this.sweeping ??= this.sweepLater();
  }

  private forget(key: string): void {
    const run = this.runs.get(key);
    if (run === undefined) return;
    this.runs.delete(key);
    this.size -= run.size;
  }

  private sweepLater(): NodeJS.Timeout {
    return setTimeout(() => {
      const old = Date.now() - keptMs;
      for (const [key, { usedAt }] of this.runs) if (usedAt <= old) this.forget(key);
      this.sweeping = this.runs.size === 0 ? null : this.sweepLater();
    }, keptMs).unref();
  }
}
