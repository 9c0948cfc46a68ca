/** Something in the audit log that is not as it was written. */
export interface Finding {
  readonly kind:
    'changed' | 'removed' | 'reordered' | 'added' | 'head-missing' | 'chain-missing' | 'copy-differs' | 'copy-missing';
  readonly chain: string;
  /** The entry's number in its chain; of several in a row the first. Null where no single entry is meant. */
  readonly seq: number | null;
  /** Of several in a row the last. */
  readonly to?: number;
  readonly what: string;
}

/** What is as it may be, and worth a word: an entry that a dying process did not finish. */
export interface Note {
  readonly chain: string;
  readonly what: string;
}

export function chainMissing(chain: string, what: string): Finding {
  return { kind: 'chain-missing', chain, seq: null, what };
}
