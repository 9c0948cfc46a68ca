import type { DeferredSteps, FetchStep, PreparedPlan } from '../plan/prepared-plan';
import { Batches } from './execute-batch';
import { executeFetch } from './execute-fetch';
import { runSteps } from './execute-plan';
import { type Execution, startExecution } from './execution';
import type { FetchContext, Question } from './question';

/** The run of what comes first, or of what is left of one deferred fragment. */
export interface Run {
  /** Of its own are the errors; all runs of an operation share its data. */
  readonly execution: Execution;
  /** Settles when all steps are done. */
  readonly done: Promise<unknown>;
  /** Whether `done` has settled. */
  readonly isDone: boolean;
}

export interface DeferredExecution {
  readonly primary: Run;
  /** By fragment. One that has no run has nothing left to fetch. */
  readonly deferred: ReadonlyMap<string, Run>;
  /** Settles, never as a failure, when no subgraph is asked any more. */
  readonly ended: Promise<void>;
}

/** Runs a plan with deferred fragments: what comes first, and the rest of each fragment as soon as it can begin. */
export function executeDeferred(plan: PreparedPlan, context: Omit<FetchContext, 'execution'>): DeferredExecution {
  const arrivals = new Arrivals();
  // Fetches of several runs complete one object at the same time: whether one stands at several places is not known.
  const common = { ...startExecution(), hasShared: true };
  const begin = (steps: readonly Steps[]): Run => {
    const execution = { ...common, errors: [] };
    const batched = { ...context, execution, batches: new Batches<Question>() };
    const fetchStep = (step: FetchStep): Promise<void> => executeFetch(step, batched).then(() => arrivals.tell(step));
    const start = async ({ root, depends }: Steps): Promise<void> => {
      await Promise.all(depends.map((each) => arrivals.of(each)));
      await runSteps(root, fetchStep);
    };
    const done = Promise.all(steps.map(start));
    const run = { execution, done, isDone: false };
    const settle = (): void => void (run.isDone = true);
    done.catch(() => arrivals.giveUp()).finally(settle);
    return run;
  };
  const primary = begin([{ root: plan.root, depends: [] }]);
  const deferred = new Map([...stepsByFragment(plan.deferred)].map(([fragment, steps]) => [fragment, begin(steps)]));
  const all = [primary, ...deferred.values()];
  return { primary, deferred, ended: Promise.allSettled(all.map(({ done }) => done)).then(() => undefined) };
}

type Steps = Pick<DeferredSteps, 'root' | 'depends'>;

function stepsByFragment(all: readonly DeferredSteps[], into = new Map<string, Steps[]>()): Map<string, Steps[]> {
  for (const steps of all) {
    into.set(steps.fragment, [...(into.get(steps.fragment) ?? []), steps]);
    stepsByFragment(steps.deferred, into);
  }
  return into;
}

/** Which fetches have arrived, for those who wait for one. */
class Arrivals {
  private readonly waiting = new Map<FetchStep, (() => void)[]>();
  private readonly arrived = new Set<FetchStep>();
  private isGivenUp = false;

  of(step: FetchStep): Promise<void> {
    if (this.isGivenUp || this.arrived.has(step)) return Promise.resolve();
    return new Promise((resolve) => this.waiting.set(step, [...(this.waiting.get(step) ?? []), resolve]));
  }

  tell(step: FetchStep): void {
    this.arrived.add(step);
    for (const resolve of this.waiting.get(step) ?? []) resolve();
    this.waiting.delete(step);
  }

  /** A run broke off, so some fetches will not come: whoever waits goes on without. */
  giveUp(): void {
    this.isGivenUp = true;
    for (const step of [...this.waiting.keys()]) this.tell(step);
  }
}
