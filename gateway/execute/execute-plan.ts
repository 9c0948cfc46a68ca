import type { FetchStep, PreparedPlan, Step } from '../plan/prepared-plan';
import { Batches } from './execute-batch';
import { executeFetch } from './execute-fetch';
import { type Execution, startExecution } from './execution';
import type { FetchContext, Question } from './question';

/** Runs the steps of a plan and gathers the data; failures are kept with the objects that they concern. */
export async function executePlan(
  { root }: Pick<PreparedPlan, 'root'>,
  context: Omit<FetchContext, 'execution'>,
): Promise<Execution> {
  const execution = startExecution();
  const batched = { ...context, execution, batches: new Batches<Question>() };
  await runSteps(root, (step) => executeFetch(step, batched));
  return execution;
}

/** Does something for each fetch of a plan, in the plan's order. */
export function runSteps(root: Step | null, perform: (step: FetchStep) => Promise<void>): Promise<void> {
  return root === null ? Promise.resolve() : runStep(root, perform);
}

function runStep(step: Step, perform: (step: FetchStep) => Promise<void>): Promise<void> {
  switch (step.kind) {
    case 'sequence':
      return runSequence(step.steps, perform);
    case 'parallel':
      return Promise.all(step.steps.map((each) => runStep(each, perform))).then(() => undefined);
    case 'fetch':
      return perform(step);
  }
}

async function runSequence(steps: readonly Step[], perform: (step: FetchStep) => Promise<void>): Promise<void> {
  for (const step of steps) await runStep(step, perform);
}
