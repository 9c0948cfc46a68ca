import type { PlanAccess } from '../authorise/plan-access';
import type { CostOf } from '../cost/compile-cost';
import type { DeprecatedUse } from './deprecated-uses';
import type { ResponseShape } from './response-shape';
import type { TypeRelations } from './type-relations';

/** An object of JSON data as a subgraph sent it, and as fetches complete it. */
export type DataObject = Record<string, unknown>;

/** A plan made ready: everything that depends on the operation alone is done. Immutable; belongs to one supergraph. */
export interface PreparedPlan {
  readonly operationKind: 'query' | 'mutation';
  /** null when nothing has to be fetched. */
  readonly root: Step | null;
  /** What is left to fetch of each deferred fragment. */
  readonly deferred: readonly DeferredSteps[];
  readonly shape: ResponseShape;
  readonly access: PlanAccess;
  readonly deprecations: readonly DeprecatedUse[];
  /** What it is estimated to cost with variables, in points. */
  readonly costOf: CostOf;
}

export interface DeferredSteps {
  /** The fragment, as in DeferredFragment. Several steps may be of one. */
  readonly fragment: string;
  /** The fetches without which this cannot begin. */
  readonly depends: readonly FetchStep[];
  /** null when what comes first brings everything. */
  readonly root: Step | null;
  /** The same of fragments within this one. */
  readonly deferred: readonly DeferredSteps[];
}

export type Step = SequenceStep | ParallelStep | FetchStep;

export interface SequenceStep {
  readonly kind: 'sequence';
  readonly steps: readonly Step[];
}

export interface ParallelStep {
  readonly kind: 'parallel';
  readonly steps: readonly Step[];
}

export interface FetchStep {
  readonly kind: 'fetch';
  readonly subgraph: string;
  /** Whether it asks for a change: the root fetches of a mutation do. */
  readonly isChange: boolean;
  /** The types of its entities, or the fields at its root. */
  readonly target: string;
  /** Data keys from the root to the objects to complete; empty for a root fetch. */
  readonly path: readonly string[];
  /** The request's JSON up to the value of `variables`. */
  readonly bodyStart: string;
  readonly variables: readonly string[];
  /** Writes the representation of an object, or null when something it needs is not there. null for a root fetch. */
  readonly represent: Represent | null;
  /** The keys that the fetch brings to each object, so that a null can be explained by it. */
  readonly brings: ReadonlySet<string>;
  /** Changes the answer's data in place before it is merged. */
  readonly rewrite: ((data: unknown) => void) | null;
  /** Keys that `rewrite` changes, as they come and as they are kept. */
  readonly renames: ReadonlyMap<string, string>;
  readonly relations: TypeRelations;
  /** Where the fetch stands in a request that it shares with others; null when it is asked by itself. */
  readonly place: BatchPlace | null;
}

export interface BatchPlace {
  readonly batch: FetchBatch;
  /** Which of the batch's questions is the fetch's: several can ask the same. */
  readonly question: number;
}

/** Fetches of entities that are asked of one subgraph in one request. */
export interface FetchBatch {
  /** How many fetches take part. */
  readonly size: number;
  readonly isChange: false;
  /** The types of their entities. */
  readonly target: string;
  /** The request's JSON up to the value of `variables`. */
  readonly bodyStart: string;
  readonly variables: readonly string[];
  /** The key of each question's answer, and the variable of its representations. */
  readonly questions: readonly { readonly alias: string; readonly variable: string }[];
}

/** The representation as JSON text; null: nothing to ask for this object; undefined: something required is missing. */
export type Represent = (object: DataObject) => string | null | undefined;
