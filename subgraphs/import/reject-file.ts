import { type FileHandle, open } from 'node:fs/promises';

import { csvLine } from '../../common/csv-line';
import { ToldError } from '../../common/told-error';
import type { RowFault } from '../shared/import-definition';

export interface RejectedRow {
  readonly line: number;
  readonly faults: readonly RowFault[];
}

/** The rows that were not taken, one fault a line. The file is made when the first of them comes. */
export class RejectFile {
  private handle: FileHandle | null = null;
  constructor(private readonly path: string | null) {}

  /** Where the rejected rows are; null as long as there are none, or when they are not kept. */
  get written(): string | null {
    return this.handle === null ? null : this.path;
  }

  /** @throws ToldError when the file cannot be written. */
  async add(rows: readonly RejectedRow[]): Promise<void> {
    if (this.path === null || rows.length === 0) return;
    try {
      const header = this.handle === null ? csvLine(['row', 'column', 'value', 'reason']) : '';
      this.handle ??= await open(this.path, 'w');
      await this.handle.write(header + rows.map(toLines).join(''));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      throw new ToldError(
        `${this.path}: the file of rejected rows cannot be written (${code}); name another with --reject`,
      );
    }
  }

  async close(): Promise<void> {
    await this.handle?.close();
  }
}

function toLines({ line, faults }: RejectedRow): string {
  return faults.map(({ column, value, reason }) => csvLine([String(line), column, value, reason])).join('');
}
