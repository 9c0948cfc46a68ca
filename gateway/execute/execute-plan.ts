import type { FetchStep, PreparedPlan, Step } from '../plan/prepared-plan';
import { executeFetch, type FetchContext } from './execute-fetch';
import { type Execution, startExecution } from './execution';

export interface StepContext extends FetchContext {
  /** Told of each fetch once its data are merged. */
  readonly onFetched?: (step: FetchStep) => void;
}

/** Runs the steps of a plan and gathers the data; failures are kept with the objects that they concern. */
export async function executePlan(plan: PreparedPlan, context: Omit<FetchContext, 'execution'>): Promise<Execution> {
  const execution = startExecution();
  if (plan.root !== null) await runStep(plan.root, { ...context, execution });
  return execution;
}

export function runStep(step: Step, context: StepContext): Promise<void> {
  switch (step.kind) {
    case 'sequence':
      return runSequence(step.steps, context);
    case 'parallel':
      return Promise.all(step.steps.map((each) => runStep(each, context))).then(() => undefined);
    case 'fetch':
      return runFetch(step, context);
  }
}

async function runSequence(steps: readonly Step[], context: StepContext): Promise<void> {
  for (const step of steps) await runStep(step, context);
}

function runFetch(step: FetchStep, context: StepContext): Promise<void> {
  const fetched = executeFetch(step, context);
  const { onFetched } = context;
  return onFetched === undefined ? fetched : fetched.then(() => onFetched(step));
}
