import type { Place } from '../compose/composition';
import type { ClientUse } from '../record/seen-operations';

/** The steps of a check, in their order. */
export const steps = [
  'parse',
  'subgraph',
  'compose',
  'protection',
  'breaking',
  'lint',
  'contracts',
  'cost',
  'pruning',
  'proposal',
] as const;
export type Step = (typeof steps)[number];

/** error: fails the check. warning: somebody should look. note: for whoever wants to know. */
export type Severity = 'error' | 'warning' | 'note';

/** An operation that a change concerns, and who asks it. */
export interface ConcernedOperation {
  readonly digest: string;
  /** null where it has none. */
  readonly name: string | null;
  readonly calls: number;
  readonly clients: readonly ClientUse[];
  /** Who approved that it breaks, and when; null where nobody did. */
  readonly approved: { readonly by: string; readonly at: string; readonly reason: string } | null;
}

export interface Finding {
  readonly step: Step;
  /** One that `explain` knows. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** `Type.field` or such; null where it is of no one place in the graph. */
  readonly coordinate: string | null;
  readonly places: readonly Place[];
  readonly mend: string;
  readonly operations: readonly ConcernedOperation[];
}

export type Outcome = 'passed' | 'failed' | 'skipped';

export interface CheckReport {
  /** Of this form of the report. */
  readonly version: 1;
  readonly subgraph: string;
  /** Digest of the supergraph that was compared with; null where nothing is served. */
  readonly base: string | null;
  /** Digest of the supergraph that it would become; null where it does not compose. */
  readonly supergraph: string | null;
  readonly passed: boolean;
  readonly steps: readonly { readonly step: Step; readonly outcome: Outcome }[];
  readonly findings: readonly Finding[];
}
