import { CommandError } from '../command-error';
import { encode, maxDocumentBytes } from '../values/codec';
import type { Doc } from '../values/document';

/** A reply that carries documents already encoded. */
export class CursorReply {
  constructor(
    readonly batchName: 'firstBatch' | 'nextBatch',
    readonly documents: readonly Uint8Array[],
    /** Zero once everything was given. */
    readonly id: number,
    readonly namespace: string,
  ) {}
}

export interface Batching {
  readonly batchSize?: number | undefined;
  readonly singleBatch?: boolean;
  readonly shape?: ((doc: Doc) => Doc) | undefined;
}

interface Cursor {
  readonly namespace: string;
  readonly documents: readonly Doc[];
  readonly shape: (doc: Doc) => Doc;
  at: number;
  lastUsed: number;
}

const firstBatchSize = 101;
const idleMs = 10 * 60_000;

/** Results given batch by batch. A cursor holds the documents as they were when it was opened. */
export class Cursors {
  private readonly open = new Map<number, Cursor>();
  private readonly sweeper = setInterval(() => this.sweep(), 60_000).unref();

  first(namespace: string, documents: readonly Doc[], { batchSize, singleBatch, shape }: Batching = {}): CursorReply {
    const cursor: Cursor = { namespace, documents, shape: shape ?? ((doc) => doc), at: 0, lastUsed: Date.now() };
    const batch = nextBatch(cursor, batchSize ?? firstBatchSize);
    const isDone = cursor.at >= documents.length || singleBatch === true;
    return new CursorReply('firstBatch', batch, isDone ? 0 : this.keep(cursor), namespace);
  }

  next(id: number, namespace: string, batchSize: number | undefined): CursorReply {
    const cursor = this.open.get(id);
    if (!cursor) throw new CommandError(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      throw new CommandError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    cursor.lastUsed = Date.now();
    const batch = nextBatch(cursor, batchSize === undefined || batchSize === 0 ? Infinity : batchSize);
    const isDone = cursor.at >= cursor.documents.length;
    if (isDone) this.open.delete(id);
    return new CursorReply('nextBatch', batch, isDone ? 0 : id, namespace);
  }

  kill(id: number): boolean {
    return this.open.delete(id);
  }

  close(): void {
    clearInterval(this.sweeper);
    this.open.clear();
  }

  private keep(cursor: Cursor): number {
    const id = 1 + Math.floor(Math.random() * (Number.MAX_SAFE_INTEGER - 1));
    this.open.set(id, cursor);
    return id;
  }

  private sweep(): void {
    for (const [id, { lastUsed }] of this.open) if (Date.now() - lastUsed > idleMs) this.open.delete(id);
  }
}

/** At least one document, and no more than fit a reply. */
function nextBatch(cursor: Cursor, size: number): Uint8Array[] {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  while (batch.length < size && cursor.at < cursor.documents.length) {
    const document = encode(cursor.shape(cursor.documents[cursor.at] ?? {}));
    bytes += document.length;
    if (batch.length > 0 && bytes > maxDocumentBytes) break;
    batch.push(document);
    cursor.at++;
  }
  return batch;
}
