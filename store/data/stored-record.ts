import type { Doc } from '../values/document';

/** A document's place in its collection; an update gives it another document and leaves it where it is. */
export interface StoredRecord {
  document: Doc;
  /** Counts up with each insert: the natural order, and the order among equal index keys. */
  readonly age: number;
}
