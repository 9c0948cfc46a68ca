import type { FetchStep } from '../plan/prepared-plan';
import { askTogether, type Batches } from './execute-batch';
import { askQuestion, type FetchContext, type Question, questionOf } from './question';

export interface BatchedContext extends FetchContext {
  readonly batches: Batches<Question>;
}

/** One fetch of a plan: collect the objects, ask, merge, note what went wrong. Never rejects. */
export async function executeFetch(step: FetchStep, context: BatchedContext): Promise<void> {
  const question = questionOf(step, context.execution);
  if (step.place !== null) {
    await context.batches.join(step.place.batch, question, (questions) => askTogether(questions, context));
  } else if (question !== null) await askQuestion(question, context);
}
