import { ToldError } from '../../common/told-error';
import type { ExportColumn, GraphNode } from '../shared/export-definition';
import type { Output } from './output-file';
import type { Page } from './page';
import { type ExportFormat, headText, rowText } from './row-text';

export interface ExportReport {
  readonly rows: number;
  readonly columns: readonly string[];
  /** Counts of few persons that are not told. */
  readonly suppressed: number;
  /** Columns that the asker has no right to; they are not in the file. */
  readonly deniedColumns: readonly { readonly column: string; readonly reason: string }[];
  /** Areas whose records the asker has no right to. */
  readonly deniedAreas: readonly { readonly area: string; readonly reason: string }[];
  /** Numbers asked for of which nothing is shown: how many, and the first of them. */
  readonly notShown: number;
  readonly firstNotShown: readonly string[];
}

const mostShown = 10;

/**
 * Writes pages as rows, one page at a time. The columns are settled by the first page that has rows.
 * @throws ToldError when nothing may be seen, and when a right ends on the way; the output is then not whole.
 */
export async function exportRows(
  pages: AsyncIterable<Page>,
  all: readonly ExportColumn[],
  format: ExportFormat,
  output: Output,
  progress: (rows: number, total: number | null) => void,
): Promise<ExportReport> {
  let columns: readonly ExportColumn[] | null = null;
  let deniedColumns: ExportReport['deniedColumns'] = [];
  const deniedAreas: { area: string; reason: string }[] = [];
  const firstNotShown: string[] = [];
  let [rows, suppressed, notShown, answered] = [0, 0, 0, 0];
  for await (const { nodes, total, deniedFields, deniedArea, notShown: missing = [] } of pages) {
    if (deniedArea === undefined) answered += 1;
    else deniedAreas.push(deniedArea);
    notShown += missing.length;
    firstNotShown.push(...missing.slice(0, mostShown - firstNotShown.length));
    if (nodes.length === 0) continue;
    if (columns === null) {
      deniedColumns = all.flatMap((column) => deniedColumn(column, deniedFields));
      columns = all.flatMap((column) => seenColumn(column, deniedFields));
      await output.write(headText(columns, format));
    }
    refuseUnsettled(all, columns, deniedFields);
    suppressed += sum(nodes.map((node) => suppressedIn(columns ?? [], node)));
    await output.write(nodes.map((node) => rowText(columns ?? [], node, format)).join(''));
    rows += nodes.length;
    progress(rows, total);
  }
  if (answered === 0 && deniedAreas[0] !== undefined) {
    throw new ToldError(`${deniedAreas[0].area}: ${deniedAreas[0].reason}`);
  }
  if (columns === null) await output.write(headText(all, format));
  const names = (columns ?? all).map(({ name }) => name);
  return { rows, columns: names, suppressed, deniedColumns, deniedAreas, notShown, firstNotShown };
}

type Denied = Page['deniedFields'];

function seenColumn(column: ExportColumn, denied: Denied): ExportColumn[] {
  if (denialOf(column.from, denied) === null) return [column];
  return column.instead === undefined ? [] : [column.instead];
}

function deniedColumn({ name, from }: ExportColumn, denied: Denied): { column: string; reason: string }[] {
  const reason = denialOf(from, denied);
  return reason === null ? [] : [{ column: name, reason }];
}

/** Why one of the fields is not there; null when all are. */
function denialOf(fields: readonly string[], denied: Denied): string | null {
  for (const [path, reason] of denied) {
    if (fields.some((field) => field === path || field.startsWith(`${path}.`))) return reason;
  }
  return null;
}

/** A gap that no missing column tells of would be taken for an empty cell. */
function refuseUnsettled(all: readonly ExportColumn[], columns: readonly ExportColumn[], denied: Denied): void {
  for (const [path, reason] of denied) {
    const one: Denied = new Map([[path, reason]]);
    const known = all.some(({ from }) => denialOf(from, one) !== null);
    const written = columns.find(({ from }) => denialOf(from, one) !== null);
    if (!known || written !== undefined) throw new ToldError(`${written?.name ?? path}: ${reason}`);
  }
}

function suppressedIn(columns: readonly ExportColumn[], node: GraphNode): number {
  return columns.filter(({ name, cell }) => name.endsWith('_status') && isSuppressed(cell(node))).length;
}

const isSuppressed = (cell: unknown): boolean => typeof cell === 'string' && cell.startsWith('SUPPRESSED_');

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
