import { csvLine } from '../../common/csv-line';
import type { Cell, ExportColumn, GraphNode } from '../shared/export-definition';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The line that a file begins with; none in NDJSON. */
export function headText(columns: readonly ExportColumn[], format: ExportFormat): string {
  return format === 'csv' ? csvLine(columns.map(({ name }) => name)) : '';
}

export function rowText(columns: readonly ExportColumn[], node: GraphNode, format: ExportFormat): string {
  const cells = columns.map(({ cell }) => cell(node));
  if (format === 'csv') return csvLine(cells.map(textOf));
  return `${JSON.stringify(Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] ?? null])))}\n`;
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  // A semicolon stands between parts and in none of them.
  return cell.map((part) => (part ?? '').replaceAll(';', ',')).join(';');
}
