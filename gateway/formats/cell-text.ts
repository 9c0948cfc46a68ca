import type { Cell } from './table-rows';

/** What stands between the parts of a list; in a part it has a backslash before it. */
const between = ';';

/** A cell of a sheet: a number stays one, null is empty, a list's parts are joined by `;`. */
export function cellText(cell: Cell): string | number {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string' || typeof cell === 'number') return cell;
  if (Array.isArray(cell)) return cell.map((part) => partText(part)).join(between);
  return JSON.stringify(cell);
}

function partText(part: unknown): string {
  return String(cellText(Array.isArray(part) ? JSON.stringify(part) : part)).replaceAll(/[\\;]/g, '\\$&');
}
