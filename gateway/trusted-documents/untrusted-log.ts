import { digestOf } from './manifest';

const mostDigests = 1_000;

/** Tells of each operation that is not trusted once, by its digest: its text can hold a person's data. */
export class UntrustedLog {
  private readonly told = new Set<string>();

  constructor(private readonly log: (line: string) => void) {}

  note(text: string): void {
    const digest = digestOf(text);
    if (this.told.has(digest)) return;
    if (this.told.size >= mostDigests) this.told.clear();
    this.told.add(digest);
    this.log(`An operation that is no trusted document was run: ${digest}.`);
  }
}
