import { parentPort, workerData } from 'node:worker_threads';

import { createPlannerCore, type SupergraphTables } from './planner-core';
import type { QueryPlan } from './query-plan';

/** What the serving thread asks, one at a time. */
export interface PlanRequest {
  readonly operation: string;
  readonly labels: readonly string[];
}

export type ThreadAnswer =
  | { readonly kind: 'loaded'; readonly tables: SupergraphTables }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'plan'; readonly plan: QueryPlan }
  | { readonly kind: 'failed'; readonly reason: string };

const port = parentPort;
if (port === null) throw new Error('planner-thread runs as a worker thread only.');

const tell = (answer: ThreadAnswer): void => port.postMessage(answer);
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

try {
  const { supergraphSdl } = workerData as { supergraphSdl: string };
  const core = createPlannerCore(supergraphSdl);
  port.on('message', ({ operation, labels }: PlanRequest) => {
    try {
      // The plan goes over as JSON text: the planner's objects hold more than their data.
      tell({ kind: 'plan', plan: JSON.parse(JSON.stringify(core.plan(operation, labels))) as QueryPlan });
    } catch (error) {
      tell({ kind: 'failed', reason: reasonOf(error) });
    }
  });
  tell({ kind: 'loaded', tables: core.tables });
} catch (error) {
  tell({ kind: 'refused', reason: reasonOf(error) });
}
