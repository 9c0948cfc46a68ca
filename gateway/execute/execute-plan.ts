import type { FetchStep, PreparedPlan, Step } from '../plan/prepared-plan';
import { executeFetch, type FetchContext } from './execute-fetch';
import { type Execution, startExecution } from './execution';

/** Runs the steps of a plan and gathers the data; failures are kept with the objects that they concern. */
export async function executePlan(plan: PreparedPlan, context: Omit<FetchContext, 'execution'>): Promise<Execution> {
  const execution = startExecution();
  if (plan.root !== null) await runStep(plan.root, { ...context, execution });
  return execution;
}

function runStep(step: Step, context: FetchContext): Promise<void> {
  switch (step.kind) {
    case 'sequence':
      return runSequence(step.steps, context);
    case 'parallel':
      return Promise.all(step.steps.map((each) => runStep(each, context))).then(() => undefined);
    case 'fetch':
      return executeFetch(step satisfies FetchStep, context);
  }
}

async function runSequence(steps: readonly Step[], context: FetchContext): Promise<void> {
  for (const step of steps) await runStep(step, context);
}
