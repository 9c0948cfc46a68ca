import type { SubgraphName } from '../../common/subgraph-names';
import type { RuleWords } from '../shared/quality-rule';

/** What a rule found in the records of an agency. */
export interface Finding extends Omit<RuleWords, 'ofPersons'> {
  readonly subgraph: SubgraphName;
  /** How many records or areas; null where it is one to nine persons. */
  readonly count: number | null;
  /** Numbers of records, or codes of areas; none where the records are of persons. */
  readonly examples: readonly string[];
}

const mostExamples = 10;

/** Counts what a rule finds, and keeps the first of it. */
export class Tally {
  private count = 0;
  private readonly examples: string[] = [];
  constructor(private readonly words: RuleWords) {}

  add(example: string): void {
    this.count += 1;
    if (this.examples.length < mostExamples) this.examples.push(example);
  }

  finding(subgraph: SubgraphName, smallestToldCount: number): Finding | null {
    if (this.count === 0) return null;
    const { id, severity, collection, means, mend, ofPersons = false } = this.words;
    const isFew = ofPersons && this.count < smallestToldCount;
    return {
      subgraph,
      id,
      severity,
      collection,
      count: isFew ? null : this.count,
      examples: ofPersons ? [] : this.examples,
      means,
      mend,
    };
  }
}
