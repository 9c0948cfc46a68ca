import type { RejectedFor } from '../shared/data-loads';
import type { RejectedRow } from './reject-file';

const mostReasons = 20;
const others = JSON.stringify(['', 'other reasons']);

/** Counts why rows were rejected, without what stands in them: the counts are kept, and many may see them. */
export class RejectionCounts {
  private readonly counts = new Map<string, number>();

  add(rows: readonly RejectedRow[]): void {
    for (const { faults } of rows) {
      const reasons = new Set(faults.map(({ column, reason }) => JSON.stringify([column, withoutValues(reason)])));
      for (const reason of reasons) {
        const key = this.counts.has(reason) || this.counts.size < mostReasons ? reason : others;
        this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
      }
    }
  }

  /** The most frequent first. */
  told(): RejectedFor[] {
    return [...this.counts]
      .sort(([, one], [, other]) => other - one)
      .map(([key, rows]) => {
        const [column, reason] = JSON.parse(key) as [string, string];
        return { column: column === '' ? null : column, reason, rows };
      });
  }
}

/** A text without what stands in quotation marks, which is what a file held, and without the number of a row or line. */
export function withoutValues(text: string): string {
  return text
    .replaceAll(/"[^"]*"/g, 'the value')
    .replaceAll(/\brow \d+/g, 'another row')
    .replaceAll(/\bline \d+/g, 'a line')
    .slice(0, 200);
}
