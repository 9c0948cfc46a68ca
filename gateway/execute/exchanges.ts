import type { FetchBatch, FetchStep } from '../plan/prepared-plan';
import type { AnswerBody } from '../transport/read-answer';

export interface Exchange {
  readonly subgraph: string;
  readonly body: string;
  readonly answer: AnswerBody;
}

/** What one execution of a plan asked and was answered, by the fetch or batch that asked. */
export class Exchanges {
  private readonly all = new Map<FetchStep | FetchBatch, Exchange>();
  /** False once something was asked that the plan and the answers do not tell by themselves. */
  isWhole = true;
  /** Bytes held, more or less. */
  size = 0;

  note(unit: FetchStep | FetchBatch, exchange: Exchange): void {
    this.all.set(unit, exchange);
    this.size += exchange.body.length + exchange.answer.length;
  }

  of(step: FetchStep): Exchange | undefined {
    return this.all.get(step.place?.batch ?? step);
  }

  /** Keeps of the answers what is needed to compare them. */
  release(): void {
    for (const { answer } of this.all.values()) answer.release();
  }
}
