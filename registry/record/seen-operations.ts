import { parse } from 'graphql';

import { normaliseText } from '../../common/normalise-text';
import { before, from, oneOf } from '../../subgraphs/shared/filter';
import { groupBy } from '../group-by';
import { insertOnce } from './insert-once';
import type { OperationDayRow, OperationRow, RegistryModels } from './models';

/** An operation that was asked, as a gateway reports it. */
export interface AskedOperation {
  readonly text: string;
  readonly client: string;
  readonly calls: number;
  readonly lastSeen: Date;
}

/** What one client asked of one operation within a window. */
export interface ClientUse {
  readonly client: string;
  readonly calls: number;
  /** ISO 8601, UTC. */
  readonly lastSeen: string;
}

export interface SeenOperation extends OperationRow {
  readonly calls: number;
  /** The one who asked last comes first. */
  readonly clients: readonly ClientUse[];
}

const mostRows = 200_000;
const keptDays = 100;
const dayMs = 86_400_000;

/** Which operations were asked, by whom and when: counts by day, no values, nobody's records. */
export class SeenOperations {
  constructor(private readonly models: RegistryModels) {}

  /** Adds to the counts. What cannot be read as GraphQL is passed over. */
  async record(asked: readonly AskedOperation[]): Promise<void> {
    for (const { text, client, calls, lastSeen } of asked) {
      const operation = normalisedOrNull(text);
      if (operation === null) continue;
      const { digest, name } = operation;
      await insertOnce(this.models.operations, { _id: digest, name, text: operation.text });
      const day = dayOf(lastSeen);
      const told = clientName(client);
      await this.models.operationDays.updateOne(
        { _id: `${day}/${digest}/${told}` },
        {
          $inc: { calls },
          $max: { lastSeen: lastSeen.toISOString() },
          $setOnInsert: { day, operation: digest, client: told },
        },
        { upsert: true },
      );
    }
  }

  /** Lets counts go that are older than any window. */
  async forgetOld(now: Date): Promise<void> {
    const oldest = dayOf(new Date(now.getTime() - keptDays * dayMs));
    await this.models.operationDays.deleteMany({ day: before(oldest) } as object);
  }

  /** Operations asked within the last `days` days, today among them; the most asked come first. */
  async seenWithin(days: number, now: Date): Promise<SeenOperation[]> {
    const first = dayOf(new Date(now.getTime() - (days - 1) * dayMs));
    const rows = await this.models.operationDays
      .find({ day: from(first) } as object)
      .limit(mostRows)
      .batchSize(5_000)
      .lean<OperationDayRow[]>();
    const byOperation = groupBy(rows, ({ operation }) => operation);
    const operations = await this.models.operations
      .find({ _id: oneOf([...byOperation.keys()]) } as object)
      .batchSize(5_000)
      .lean<OperationRow[]>();
    return operations
      .map((operation) => withUse(operation, byOperation.get(operation._id) ?? []))
      .sort((one, other) => other.calls - one.calls || (one._id < other._id ? -1 : 1));
  }
}

function withUse(operation: OperationRow, days: readonly OperationDayRow[]): SeenOperation {
  const clients = [...groupBy(days, ({ client }) => client)].map(([client, rows]) => ({
    client,
    calls: sumOf(rows),
    lastSeen:
      rows
        .map(({ lastSeen }) => lastSeen)
        .sort()
        .at(-1) ?? '',
  }));
  return {
    ...operation,
    calls: sumOf(days),
    clients: clients.sort((one, other) => (one.lastSeen > other.lastSeen ? -1 : 1)),
  };
}

function sumOf(rows: readonly { readonly calls: number }[]): number {
  return rows.reduce((total, { calls }) => total + calls, 0);
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

// What a client calls itself is cut to what a name can be.
function clientName(client: string): string {
  return client.replaceAll(/[^\w.@: -]/g, '').slice(0, 64) || 'unnamed';
}

function normalisedOrNull(text: string) {
  try {
    return normaliseText(parse(text, { noLocation: true, maxTokens: 15_000 }));
  } catch {
    return null;
  }
}
