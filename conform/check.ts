import type { Subject } from './subject';

/** What became of a check. Words are for the owner of the subgraph; what came is from the subgraph itself, cut short. */
export type Outcome =
  | { readonly result: 'pass'; readonly note?: string }
  | { readonly result: 'fail'; readonly asked: string; readonly came: string; readonly fix: string }
  | { readonly result: 'not applicable'; readonly reason: string };

/** An outcome, and the part of the subgraph that it is about where a check looks at several, such as `Area by code`. */
export type Finding = Outcome & { readonly about?: string };

export interface Check {
  /** Also the heading in docs/conformance.md. */
  readonly id: string;
  /** What holds of a subgraph that passes. */
  readonly title: string;
  /** Whether a subgraph must pass it to be taken; the others are told only. */
  readonly required: boolean;
  run(subject: Subject): Promise<readonly Finding[]>;
}

export function pass(note?: string): Finding {
  return { result: 'pass', ...(note !== undefined && { note }) };
}

export function fail(asked: string, came: string, fix: string): Finding {
  return { result: 'fail', asked, came, fix };
}

export function notApplicable(reason: string): Finding {
  return { result: 'not applicable', reason };
}
