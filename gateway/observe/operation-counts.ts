import { type DocumentNode, type OperationDefinitionNode, separateOperations } from 'graphql';

import { normaliseText } from '../../common/normalise-text';

/** An operation that was asked, without the values in it. */
export interface AskedOperation {
  readonly text: string;
  readonly client: string;
  readonly calls: number;
  /** ISO 8601, UTC. */
  readonly lastSeen: string;
}

interface Count {
  calls: number;
  at: number;
}

/** Between two looks; of more, the new ones are not counted. */
const mostOperations = 5_000;
const mostClients = 100;

/** Counts which operations are asked, by which client. */
export class OperationCounts {
  private asked = new Map<OperationDefinitionNode, { document: DocumentNode; byClient: Map<string, Count> }>();

  constructor(private readonly now: () => number = Date.now) {}

  note(document: DocumentNode, operation: OperationDefinitionNode, client: string): void {
    const known = this.asked.get(operation) ?? { document, byClient: new Map<string, Count>() };
    const count = known.byClient.get(client) ?? { calls: 0, at: 0 };
    count.calls += 1;
    count.at = this.now();
    if (count.calls > 1) return;
    if (this.asked.size >= mostOperations || known.byClient.size >= mostClients) return;
    known.byClient.set(client, count);
    this.asked.set(operation, known);
  }

  /** What was counted since the last look. */
  take(): AskedOperation[] {
    const { asked } = this;
    this.asked = new Map();
    return [...asked].flatMap(([operation, { document, byClient }]) => {
      const { text } = normaliseText(separateOperations(document)[operation.name?.value ?? ''] ?? document);
      return [...byClient].map(([client, { calls, at }]) => {
        return { text, client, calls, lastSeen: new Date(at).toISOString() };
      });
    });
  }
}
