import { type CollectionDefinition, field } from '../../shared/model';

/** One look at persons' records, or one change that was asked for, as the gateway's audit log keeps it. */
export interface AccessEntryRow {
  readonly _id: string;
  readonly time: string;
  readonly viewer: string;
  readonly agency: string | null;
  readonly purpose: string | null;
  readonly operation: string;
  readonly coordinates: readonly string[];
  /** Keyed hashes of the records' keys. */
  readonly keys: readonly string[];
  readonly requestId: string;
}

/** Written by the gateway alone, which makes its indexes too. */
export const accessEntryCollection: CollectionDefinition = {
  collection: 'entries',
  fields: {
    _id: field.text,
    time: field.text,
    viewer: field.text,
    agency: field.optionalText,
    purpose: field.optionalText,
    operation: field.text,
    coordinates: field.texts,
    keys: field.texts,
    requestId: field.text,
  },
};
