import type { ChangeLog } from '../data/change-log';
import type { IndexSpec } from '../data/collection-index';
import { encode } from '../values/codec';
import type { Doc } from '../values/document';
import { rawArray, rawDocument } from '../values/raw-bson';
import { encodeFrame } from './frame-file';

interface Puts {
  readonly namespace: string;
  readonly documents: Uint8Array[];
}

/** Gathers what one command changes, to be written as one frame. */
export class PendingChanges implements ChangeLog {
  private changes: (Doc | Puts)[] = [];

  put(namespace: string, document: Uint8Array): void {
    const last = this.changes.at(-1);
    if (last && isPuts(last) && last.namespace === namespace) last.documents.push(document);
    else this.changes.push({ namespace, documents: [document] });
  }

  remove(namespace: string, id: unknown): void {
    this.changes.push({ kind: 'remove', namespace, id });
  }

  create(namespace: string): void {
    this.changes.push({ kind: 'create', namespace });
  }

  drop(namespace: string): void {
    this.changes.push({ kind: 'drop', namespace });
  }

  createIndex(namespace: string, spec: IndexSpec): void {
    this.changes.push({ kind: 'createIndex', namespace, spec });
  }

  dropIndex(namespace: string, name: string): void {
    this.changes.push({ kind: 'dropIndex', namespace, name });
  }

  /** The changes since the last call as one frame, or undefined when there were none. */
  take(): Buffer | undefined {
    if (this.changes.length === 0) return undefined;
    const encoded = this.changes.map((change) => (isPuts(change) ? encodePuts(change) : encode(change)));
    this.changes = [];
    return encodeFrame(rawDocument(encode({}), [{ type: 'array', name: 'changes', bytes: rawArray(encoded) }]));
  }
}

function isPuts(change: Doc | Puts): change is Puts {
  return 'documents' in change;
}

function encodePuts({ namespace, documents }: Puts): Uint8Array {
  return rawDocument(encode({ kind: 'put', namespace }), [
    { type: 'array', name: 'documents', bytes: rawArray(documents) },
  ]);
}
