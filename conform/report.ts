import type { Finding } from './check';

/** What one check found, for one part of the subgraph or for all of it. */
export type CheckResult = Finding & {
  readonly check: string;
  readonly title: string;
  readonly required: boolean;
  /** Where the check is described, in this project. */
  readonly link: string;
};

export interface Report {
  readonly subgraph: string;
  /** When it was looked at, in UTC. */
  readonly date: string;
  /** `sha256:` and the digest of the schema that it serves, in hex; null where it told none. */
  readonly schemaDigest: string | null;
  readonly signed: boolean;
  /** Whether every required check that applies has passed. */
  readonly conforms: boolean;
  readonly results: readonly CheckResult[];
}

export function countsOf({ results }: Report) {
  const count = (result: Finding['result']): number => results.filter((found) => found.result === result).length;
  return { passed: count('pass'), failed: count('fail'), notApplicable: count('not applicable') };
}
