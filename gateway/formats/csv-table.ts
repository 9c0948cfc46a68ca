import { csvLine } from '../../common/csv-line';
import type { AboutLine } from './about-table';
import { cellText } from './cell-text';
import type { WrittenTable } from './written-table';

const byteOrderMark = '\ufeff';

/** RFC 4180; lines of the header and the trailer begin with `# `. */
export function* csvTable({ columns, rows, about, trailer }: WrittenTable, withMark: boolean): Generator<string> {
  if (withMark) yield byteOrderMark;
  for (const each of about ?? []) yield aboutText(each);
  yield csvLine(columns);
  for (const cells of rows) yield csvLine(cells.map(cellText));
  for (const each of trailer) yield aboutText(each);
}

function aboutText({ name, text }: AboutLine): string {
  return `# ${name}: ${text}\r\n`;
}
