import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { projectRoot } from '../../common/project-root';
import { ClientError } from '../errors';
import type { PlanSource } from './plan-source';
import type { SupergraphTables } from './planner-core';
import type { PlanRequest, ThreadAnswer } from './planner-thread';
import type { QueryPlan } from './query-plan';

const threadFile = join(projectRoot, 'dist', 'gateway', 'plan', 'planner-thread.js');

interface Job {
  readonly request: PlanRequest;
  readonly resolve: (plan: QueryPlan) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Plans in a thread of its own, so that an operation that is slow to plan holds nobody up. One that is later than the
 * deadline is refused and the thread replaced; those that waited behind it are planned by the next.
 */
export class Planner implements PlanSource {
  private worker: Worker;
  private readonly waiting: Job[] = [];
  private current: { job: Job; timer: NodeJS.Timeout } | null = null;
  private isLoaded = true;
  private isStopped = false;

  private constructor(
    private readonly supergraphSdl: string,
    readonly tables: SupergraphTables,
    worker: Worker,
    private readonly timeoutMs: number,
  ) {
    this.worker = worker;
    this.listen();
  }

  /** @throws Error with the planner's own reason when the supergraph cannot be planned over. */
  static async start(supergraphSdl: string, timeoutMs: number): Promise<Planner> {
    const worker = newWorker(supergraphSdl);
    const first = await new Promise<ThreadAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    if (first.kind === 'loaded') return new Planner(supergraphSdl, first.tables, worker, timeoutMs);
    await worker.terminate();
    throw new Error(first.kind === 'refused' ? first.reason : 'The planning thread gave an answer out of turn.');
  }

  /** @throws ClientError PLANNING_TIMEOUT (503) after the deadline; Error when the planner fails. */
  plan(operation: string, labels: readonly string[]): Promise<QueryPlan> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request: { operation, labels }, resolve, reject });
      this.next();
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.current !== null) clearTimeout(this.current.timer);
    for (const job of this.waiting) job.reject(new Error('The gateway is stopping.'));
    await this.worker.terminate();
  }

  private listen(): void {
    const { worker } = this;
    worker.unref();
    worker.on('message', (answer: ThreadAnswer) => {
      if (worker === this.worker) this.take(answer);
    });
    worker.on('error', () => this.replace(new Error('The planning thread failed.')));
  }

  private next(): void {
    if (this.current !== null || !this.isLoaded || this.isStopped) return;
    const job = this.waiting.shift();
    if (job === undefined) return;
    const late = (): void => this.replace(new ClientError('PLANNING_TIMEOUT', 503));
    this.current = { job, timer: setTimeout(late, this.timeoutMs) };
    this.worker.postMessage(job.request);
  }

  private take(answer: ThreadAnswer): void {
    if (answer.kind === 'loaded') this.isLoaded = true;
    const settled = this.settle();
    if (answer.kind === 'plan') settled?.resolve(answer.plan);
    else if (answer.kind !== 'loaded') settled?.reject(new Error(answer.reason));
    this.next();
  }

  private settle(): Job | null {
    if (this.current === null) return null;
    clearTimeout(this.current.timer);
    const { job } = this.current;
    this.current = null;
    return job;
  }

  private replace(reason: Error): void {
    if (this.isStopped) return;
    this.settle()?.reject(reason);
    const old = this.worker;
    this.isLoaded = false;
    this.worker = newWorker(this.supergraphSdl);
    this.listen();
    void old.terminate();
  }
}

function newWorker(supergraphSdl: string): Worker {
  return new Worker(threadFile, { workerData: { supergraphSdl } });
}
