import { type DocumentNode, parse } from 'graphql';

import type { Entry } from '../record/entry';
import type { SeenOperation } from '../record/seen-operations';
import type { ConcernedOperation } from './finding';
import type { Graph } from './graph';
import { usedCoordinates } from './used-coordinates';

/** From how much use on a change counts. */
export interface Thresholds {
  /** Calls within the window. */
  readonly calls: number;
  /** Of all calls within the window, in percent. */
  readonly percent: number;
}

interface Use {
  readonly operation: SeenOperation;
  readonly document: DocumentNode;
  readonly coordinates: ReadonlySet<string>;
}

/** What was asked within the window, and what of the served graph it hangs on. */
export class Usage {
  private readonly uses: readonly Use[];
  private readonly calls: number;

  constructor(
    seen: readonly SeenOperation[],
    base: Graph,
    private readonly thresholds: Thresholds,
    private readonly approvals: readonly Entry[],
  ) {
    this.uses = seen.map((operation) => {
      const document = parse(operation.text, { noLocation: true });
      return { operation, document, coordinates: usedCoordinates(document, base.schema) };
    });
    this.calls = seen.reduce((total, { calls }) => total + calls, 0);
  }

  get isEmpty(): boolean {
    return this.uses.length === 0;
  }

  /** The operations that hang on it; none when they are asked less than the thresholds say. */
  of(hangsOn: string, coordinate = hangsOn): readonly ConcernedOperation[] {
    const uses = this.uses.filter(({ coordinates }) => coordinates.has(hangsOn));
    const calls = uses.reduce((total, { operation }) => total + operation.calls, 0);
    const { calls: least, percent } = this.thresholds;
    if (calls === 0 || calls < least || (calls / this.calls) * 100 < percent) return [];
    return uses.map(({ operation: { _id, name, calls: asked, clients } }) => ({
      digest: _id,
      name,
      calls: asked,
      clients,
      approved: this.approvalOf(_id, coordinate),
    }));
  }

  isUsed(coordinate: string): boolean {
    return this.uses.some(({ coordinates }) => coordinates.has(coordinate));
  }

  /** The most asked operations, read. */
  mostAsked(count: number): readonly Omit<Use, 'coordinates'>[] {
    return this.uses.slice(0, count);
  }

  private approvalOf(operation: string, coordinate: string): ConcernedOperation['approved'] {
    const found = this.approvals.find((each) => each.operation === operation && each.subject === coordinate);
    return found === undefined ? null : { by: found.by, at: found.at, reason: found.reason };
  }
}
