import type { SupergraphTables } from './planner-core';
import type { QueryPlan } from './query-plan';

/** Where plans come from: in service a thread, so that slow planning holds nobody up. */
export interface PlanSource {
  readonly tables: SupergraphTables;
  /** Plans one operation without fragments and conditions. `labels` are the override labels that hold. */
  plan(operation: string, labels: readonly string[]): Promise<QueryPlan>;
  stop(): Promise<void>;
}
