/**
 * A query plan as Apollo's query planner gives it: plain data, so that it can cross from the planning thread. Only what
 * the gateway reads of it is declared here.
 */
export interface QueryPlan {
  readonly node?: PlanNode | undefined;
}

export type PlanNode = SequenceNode | ParallelNode | FetchNode | FlattenNode | DeferNode | ConditionNode;

export interface SequenceNode {
  readonly kind: 'Sequence';
  readonly nodes: readonly PlanNode[];
}

export interface ParallelNode {
  readonly kind: 'Parallel';
  readonly nodes: readonly PlanNode[];
}

export interface FlattenNode {
  readonly kind: 'Flatten';
  /** Response keys, with `@` for each list. */
  readonly path: readonly (string | number)[];
  readonly node: PlanNode;
}

/** What is fetched first, and what of each deferred fragment is left to fetch. Stands at the root, or at that of a deferred node. */
export interface DeferNode {
  readonly kind: 'Defer';
  readonly primary: { readonly node?: PlanNode };
  readonly deferred: readonly DeferredNode[];
}

export interface DeferredNode {
  readonly label?: string;
  /** The fetches, by `id`, without which this one cannot begin. */
  readonly depends: readonly { readonly id: string }[];
  /** Left out when what comes first brings everything. */
  readonly node?: PlanNode;
}

export interface ConditionNode {
  readonly kind: 'Condition';
  readonly condition: string;
  readonly ifClause?: PlanNode;
  readonly elseClause?: PlanNode;
}

export interface FetchNode {
  readonly kind: 'Fetch';
  readonly serviceName: string;
  /** Where a deferred node depends on this fetch. */
  readonly id?: string;
  readonly variableUsages?: readonly string[];
  readonly requires?: readonly RequiredSelection[];
  readonly operation: string;
  readonly operationName?: string | undefined;
  readonly operationKind: string;
  readonly inputRewrites?: readonly DataRewrite[];
  readonly outputRewrites?: readonly DataRewrite[];
}

export type RequiredSelection = RequiredField | RequiredFragment;

export interface RequiredField {
  readonly kind: 'Field';
  readonly alias?: string;
  readonly name: string;
  readonly selections?: readonly RequiredSelection[];
}

export interface RequiredFragment {
  readonly kind: 'InlineFragment';
  readonly typeCondition?: string;
  readonly selections: readonly RequiredSelection[];
}

export type DataRewrite =
  | { readonly kind: 'ValueSetter'; readonly path: readonly string[]; readonly setValueTo: unknown }
  | { readonly kind: 'KeyRenamer'; readonly path: readonly string[]; readonly renameKeyTo: string };
