import { CommandError } from '../command-error';
import { encode, maxDocumentBytes } from '../values/codec';
import type { Doc } from '../values/document';
import { keyOf } from '../values/order';
import type { ChangeLog } from './change-log';
import { CollectionIndex, type IndexSpec } from './collection-index';
import { shareTexts } from './share-texts';
import { checkStorable } from './storable';
import type { StoredRecord } from './stored-record';

/** The documents of one collection with their indexes. Every change either happens whole or throws and changes nothing. */
export class Collection {
  /** By the key of `_id`, in the order of insertion. */
  readonly records = new Map<string, StoredRecord>();
  readonly indexes: CollectionIndex[];
  private nextAge = 0;

  constructor(
    readonly namespace: string,
    private readonly log: ChangeLog,
  ) {
    this.indexes = [new CollectionIndex(namespace, { v: 2, key: { _id: 1 }, name: '_id_' })];
  }

  byId(id: unknown): StoredRecord | undefined {
    return this.records.get(keyOf(id));
  }

  insert(document: Doc): StoredRecord {
    const bytes = this.prepare(document);
    const record = { document, age: this.nextAge++ };
    const keys = this.indexes.map((index) => index.keysOf(document));
    this.indexes.forEach((index, at) => index.check(document, keys[at] ?? []));
    this.indexes.forEach((index, at) => index.add(record, keys[at] ?? []));
    // The index over _id has made the key already.
    this.records.set(keys[0]?.[0] ?? keyOf(document._id), record);
    this.log.put(this.namespace, bytes);
    return record;
  }

  /** @returns whether the document differs from the one before, byte by byte. */
  replace(record: StoredRecord, document: Doc): boolean {
    const before = record.document;
    if (before === document) return false;
    const bytes = this.prepare(document);
    if (Buffer.compare(bytes, encode(before)) === 0) return false;
    const moves = this.indexes.map((index) => ({ index, old: index.keysOf(before), now: index.keysOf(document) }));
    for (const { index, now } of moves) index.check(document, now, record);
    for (const { index, old } of moves) index.remove(record, old);
    record.document = document;
    for (const { index, now } of moves) index.add(record, now);
    this.log.put(this.namespace, bytes);
    return true;
  }

  remove(record: StoredRecord): void {
    for (const index of this.indexes) index.remove(record, index.keysOf(record.document));
    this.records.delete(keyOf(record.document._id));
    this.log.remove(this.namespace, record.document._id);
  }

  addIndex(spec: IndexSpec): void {
    const index = new CollectionIndex(this.namespace, spec);
    index.build(this.records.values());
    this.indexes.push(index);
    this.log.createIndex(this.namespace, spec);
  }

  dropIndex(name: string): void {
    const at = this.indexes.findIndex((index) => index.spec.name === name);
    if (at !== -1) this.indexes.splice(at, 1);
    this.log.dropIndex(this.namespace, name);
  }

  /** Sets a document that was checked when it was first stored; `finishLoading` builds the indexes. */
  load(document: Doc): void {
    shareTexts(document);
    const key = keyOf(document._id);
    const record = this.records.get(key);
    if (record) record.document = document;
    else this.records.set(key, { document, age: this.nextAge++ });
  }

  unload(id: unknown): void {
    this.records.delete(keyOf(id));
  }

  loadIndex(spec: IndexSpec): void {
    this.dropIndex(spec.name);
    this.indexes.push(new CollectionIndex(this.namespace, spec));
  }

  finishLoading(): void {
    for (const index of this.indexes) index.build(this.records.values());
  }

  private prepare(document: Doc): Uint8Array {
    checkStorable(document);
    const bytes = encode(document);
    if (bytes.length <= maxDocumentBytes) {
      shareTexts(document);
      return bytes;
    }
    throw new CommandError(
      10334,
      `A document of ${bytes.length} bytes is larger than the ${maxDocumentBytes} allowed.`,
    );
  }
}
