import { CommandError } from '../command-error';
import { compileFilter, type Matcher } from '../match/compile-filter';
import { show } from '../values/describe';
import type { Doc } from '../values/document';
import { fieldValues, indexKeys, type KeyField, keyFields } from '../values/index-keys';
import { emptyArray } from '../values/order';
import { meetsArray } from '../values/paths';
import { afterAll, everything, SortedEntries } from './sorted-entries';
import type { StoredRecord } from './stored-record';

/** An index as createIndexes gives it and listIndexes shows it. */
export interface IndexSpec {
  readonly v: number;
  readonly key: Doc;
  readonly name: string;
  readonly unique?: boolean;
  readonly partialFilterExpression?: Doc;
}

export class CollectionIndex {
  readonly fields: readonly KeyField[];
  readonly entries = new SortedEntries();
  /** Fields that met an array in some document, ever: ranges over them cannot be combined. */
  readonly arrayFields = new Set<KeyField>();
  readonly isUnique: boolean;
  private readonly belongs: Matcher | undefined;

  constructor(
    readonly namespace: string,
    readonly spec: IndexSpec,
  ) {
    this.fields = keyFields(spec.key);
    this.isUnique = spec.unique === true || spec.name === '_id_';
    this.belongs = spec.partialFilterExpression && compileFilter(spec.partialFilterExpression);
  }

  /** A partial index holds some documents only; it keeps them unique and answers no query. */
  get isComplete(): boolean {
    return this.belongs === undefined;
  }

  /** Whether the index has an entry for every value that the field has in any document. */
  tellsAllOf(name: string): boolean {
    const [first] = this.fields;
    return this.isComplete && first?.name === name && !this.arrayFields.has(first);
  }

  /** One record for each value of the first field, without reading the others. */
  *firstOfEachKey(): Generator<StoredRecord> {
    const [first] = this.fields;
    for (let from = ''; first !== undefined;) {
      let found: StoredRecord | undefined;
      this.entries.scan({ ...everything, from }, false, (record) => {
        found = record;
        return false;
      });
      if (found === undefined) return;
      yield found;
      from = afterAll(indexKeys(found.document, [first])[0] ?? '');
    }
  }

  keysOf(doc: Doc): string[] {
    return this.belongs && !this.belongs(doc) ? [] : indexKeys(doc, this.fields);
  }

  /** @throws CommandError 11000 when another document has one of the keys of a unique index. */
  check(doc: Doc, keys: readonly string[], except?: StoredRecord): void {
    if (!this.isUnique) return;
    const taken = keys.findIndex((key) => this.entries.holder(key, except));
    if (taken !== -1) throw this.duplicate(doc, taken);
  }

  add(record: StoredRecord, keys: readonly string[]): void {
    this.noteArrays(record.document);
    for (const key of new Set(keys)) this.entries.add(key, record);
  }

  remove(record: StoredRecord, keys: readonly string[]): void {
    for (const key of new Set(keys)) this.entries.remove(key, record);
  }

  /** Builds the index over documents already there. */
  build(records: Iterable<StoredRecord>): void {
    const entries: [string, StoredRecord][] = [];
    const seen = new Set<string>();
    for (const record of records) {
      const keys = this.keysOf(record.document);
      const taken = this.isUnique ? keys.findIndex((key) => seen.has(key)) : -1;
      if (taken !== -1) throw this.duplicate(record.document, taken);
      if (keys.length > 0) this.noteArrays(record.document);
      for (const key of new Set(keys)) entries.push([key, record]);
      if (this.isUnique) keys.forEach((key) => seen.add(key));
    }
    this.entries.fill(entries);
  }

  private noteArrays(doc: Doc): void {
    for (const field of this.fields) {
      if (!this.arrayFields.has(field) && meetsArray(doc, field.path)) this.arrayFields.add(field);
    }
  }

  private duplicate(doc: Doc, position: number): CommandError {
    const keyValue = Object.fromEntries(
      this.fields.map((field) => {
        const values = fieldValues(doc, field);
        const value = values.length === 1 ? values[0] : values[position];
        return [field.name, value === emptyArray ? null : value];
      }),
    );
    return new CommandError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${this.spec.name} dup key: ${show(keyValue)}`,
      { keyPattern: this.spec.key, keyValue },
    );
  }
}
