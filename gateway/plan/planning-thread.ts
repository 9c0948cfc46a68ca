import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { projectRoot } from '../../common/project-root';
import type { SupergraphTables } from './planner-core';
import type { PlanRequest, ThreadAnswer } from './planner-thread';
import type { QueryPlan } from './query-plan';

const threadFile = join(projectRoot, 'dist', 'gateway', 'plan', 'planner-thread.js');

interface Asked {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** One planning thread as the serving thread sees it. It plans one operation at a time. */
export class PlanningThread {
  private asked: Asked | null = null;
  private hasEnded = false;

  private constructor(private readonly worker: Worker) {
    worker.unref();
    worker.on('message', (answer: ThreadAnswer) => this.settle()?.resolve(answer));
    worker.on('error', () => this.end());
    worker.on('exit', () => this.end());
  }

  /** @throws Error with the planner's own reason when the supergraph cannot be planned over. */
  static async start(supergraphSdl: string): Promise<{ thread: PlanningThread; tables: SupergraphTables }> {
    const thread = new PlanningThread(new Worker(threadFile, { workerData: { supergraphSdl } }));
    const first = await thread.answer();
    if (first.kind === 'loaded') return { thread, tables: first.tables };
    await thread.stop();
    throw new Error(first.kind === 'refused' ? first.reason : 'The planning thread gave an answer out of turn.');
  }

  /** Whether nothing can be asked of it any more: it was stopped, or failed. */
  get isEnded(): boolean {
    return this.hasEnded;
  }

  /** @throws Error when the planner cannot plan it, or the thread ends first. */
  async plan(request: PlanRequest): Promise<QueryPlan> {
    const told = this.answer();
    this.worker.postMessage(request);
    const answer = await told;
    if (answer.kind === 'plan') return answer.plan;
    throw new Error(answer.kind === 'failed' ? answer.reason : 'The planning thread gave an answer out of turn.');
  }

  async stop(): Promise<void> {
    this.end();
    await this.worker.terminate();
  }

  private answer(): Promise<ThreadAnswer> {
    return new Promise((resolve, reject) => (this.asked = { resolve, reject }));
  }

  private settle(): Asked | null {
    const { asked } = this;
    this.asked = null;
    return asked;
  }

  private end(): void {
    this.hasEnded = true;
    this.settle()?.reject(new Error('The planning thread ended.'));
  }
}
