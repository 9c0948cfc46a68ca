import { ClientError } from '../errors';
import type { PlanSource } from './plan-source';
import type { SupergraphTables } from './planner-core';
import type { PlanRequest } from './planner-thread';
import { PlanningThread } from './planning-thread';
import type { QueryPlan } from './query-plan';

export interface PlannerLimits {
  /** Longest time from being asked for a plan to having it. */
  readonly planningTimeoutMs: number;
  /** Most operations that wait to be planned. */
  readonly planningQueue: number;
}

interface Job {
  readonly request: PlanRequest;
  readonly resolve: (plan: QueryPlan) => void;
  readonly reject: (error: Error) => void;
  readonly deadline: NodeJS.Timeout;
  /** It was found to take longer than most. */
  isSlow: boolean;
  isAnswered: boolean;
}

/** Where one operation at a time is planned. Its thread is started when it is needed. */
interface Lane {
  thread: PlanningThread | null;
  isLoading: boolean;
  job: Job | null;
}

/** What takes longer than this part of the deadline is slow. */
const quickShare = 0.1;

/**
 * Plans in threads of their own, so that an operation that is slow to plan holds nobody up: neither what is served, nor
 * what waits to be planned. One operation is planned at a time, the shortest first. Once it is found slow, the others
 * go on in a second thread; another one that is found slow meanwhile is put back and begun anew when the first is done.
 */
export class Planner implements PlanSource {
  private readonly lanes: readonly Lane[];
  private readonly waiting = new Set<Job>();
  private isStopped = false;

  private constructor(
    private readonly supergraphSdl: string,
    readonly tables: SupergraphTables,
    thread: PlanningThread,
    private readonly limits: PlannerLimits,
  ) {
    this.lanes = [thread, null].map((first) => ({ thread: first, isLoading: false, job: null }));
  }

  /** @throws Error with the planner's own reason when the supergraph cannot be planned over. */
  static async start(supergraphSdl: string, limits: PlannerLimits): Promise<Planner> {
    const { thread, tables } = await PlanningThread.start(supergraphSdl);
    return new Planner(supergraphSdl, tables, thread, limits);
  }

  /**
   * @throws ClientError (503) PLANNING_TIMEOUT when it is slow and the deadline is there, PLANNING_BUSY when others were
   * planned until then or too many wait; Error when the planner fails.
   */
  plan(operation: string, labels: readonly string[]): Promise<QueryPlan> {
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => this.endLate(job), this.limits.planningTimeoutMs);
      const request = { operation, labels };
      const job: Job = { request, resolve, reject, deadline, isSlow: false, isAnswered: false };
      this.waiting.add(job);
      this.next();
      const longest = this.waiting.size > this.limits.planningQueue ? longestOf(this.waiting) : undefined;
      if (longest) this.drop(longest, busy());
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    const running = this.lanes.flatMap(({ job }) => job ?? []);
    for (const job of [...this.waiting, ...running]) fail(job, new Error('The gateway is stopping.'));
    for (const { thread } of this.lanes) await thread?.stop();
  }

  /** Begins the next operation, unless one that may yet be quick is being planned. */
  private next(): void {
    const running = this.lanes.flatMap(({ job }) => job ?? []);
    if (this.isStopped || running.some(({ isSlow }) => !isSlow)) return;
    const quick = shortestOf([...this.waiting].filter(({ isSlow }) => !isSlow));
    const job = quick ?? (running.length === 0 ? shortestOf(this.waiting) : undefined);
    if (job === undefined) return;
    const free = this.lanes.filter((lane) => lane.job === null);
    const ready = free.find(({ thread }) => thread?.isEnded === false);
    if (ready?.thread) void this.run(job, ready, ready.thread);
    else if (free[0] && !free.some(({ isLoading }) => isLoading)) void this.load(free[0]);
  }

  private async run(job: Job, lane: Lane, thread: PlanningThread): Promise<void> {
    this.waiting.delete(job);
    lane.job = job;
    const quickMs = this.limits.planningTimeoutMs * quickShare;
    const slow = job.isSlow ? undefined : setTimeout(() => this.takeAsSlow(job, lane), quickMs);
    try {
      const plan = await thread.plan(job.request);
      if (answer(job)) job.resolve(plan);
    } catch (error) {
      // One that was put back is not at fault.
      if (lane.job === job) fail(job, error as Error);
    }
    clearTimeout(slow);
    if (lane.job === job) lane.job = null;
    this.next();
  }

  private async load(lane: Lane): Promise<void> {
    lane.isLoading = true;
    try {
      lane.thread = (await PlanningThread.start(this.supergraphSdl)).thread;
      if (this.isStopped) await lane.thread.stop();
    } catch (error) {
      for (const job of this.waiting) this.drop(job, error as Error);
    }
    lane.isLoading = false;
    this.next();
  }

  private takeAsSlow(job: Job, lane: Lane): void {
    const isSecond = this.lanes.some((other) => other !== lane && other.job !== null);
    job.isSlow = true;
    if (job.isAnswered || isSecond) this.interrupt(lane);
    if (!job.isAnswered && isSecond) this.waiting.add(job);
    this.next();
  }

  private endLate(job: Job): void {
    this.drop(job, job.isSlow ? new ClientError('PLANNING_TIMEOUT', 503) : busy());
    const lane = this.lanes.find((each) => each.job === job);
    // One that has only begun may yet be quick, and its thread is spared.
    if (lane !== undefined && job.isSlow) this.interrupt(lane);
    this.next();
  }

  private interrupt(lane: Lane): void {
    lane.job = null;
    void lane.thread?.stop();
  }

  private drop(job: Job, reason: Error): void {
    this.waiting.delete(job);
    fail(job, reason);
  }
}

/** True for the first who answers it. */
function answer(job: Job): boolean {
  if (job.isAnswered) return false;
  job.isAnswered = true;
  clearTimeout(job.deadline);
  return true;
}

function fail(job: Job, reason: Error): void {
  if (answer(job)) job.reject(reason);
}

function busy(): ClientError {
  return new ClientError('PLANNING_BUSY', 503);
}

const lengthOf = ({ request }: Job): number => request.operation.length;

function shortestOf(jobs: Iterable<Job>): Job | undefined {
  return [...jobs].reduce<Job | undefined>(
    (best, job) => (best && lengthOf(best) <= lengthOf(job) ? best : job),
    undefined,
  );
}

function longestOf(jobs: Iterable<Job>): Job | undefined {
  return [...jobs].reduce<Job | undefined>(
    (best, job) => (best && lengthOf(best) > lengthOf(job) ? best : job),
    undefined,
  );
}
