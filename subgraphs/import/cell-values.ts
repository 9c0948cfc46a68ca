import { addDays, isDay } from '../shared/calendar';
import { wordKey } from '../shared/column-headings';
import { type Columns, columnsOf, headingsOf, type Layout } from './columns';
import { createDayReader } from './date-format';
import type { Cell } from './file-row';
import { holdsDays } from './mapping';

/** Turns the cell of a column into what the kind calls it: words of closed sets, and days of another format. */
export type CellReader = (column: string, cell: Cell) => Cell;

/**
 * @param serialsFrom1904 whether the file is a workbook that numbers its days from 1904, so that a number there means
 * another day than elsewhere.
 */
export function createCellReader({ definition, mapping }: Layout, serialsFrom1904 = false): CellReader {
  const words = wordsByColumn(definition, mapping?.values ?? {});
  const dateFormat = mapping?.dateFormat;
  const readDay = dateFormat === undefined ? null : createDayReader(dateFormat);
  const dayColumns = new Set(columnsOf(definition).filter((column) => holdsDays(definition, column)));
  const readDays = (text: string): Cell => {
    const days = text.split(';').map((part) => readDay?.(part.trim()) ?? workbookDay(part.trim()));
    return days.includes(null) && text.trim() !== ''
      ? { value: text, reason: `must be a day written ${dateFormat ?? ''}` }
      : days.join(';');
  };
  return (column, cell) => {
    if (typeof cell !== 'string') return cell;
    const known = words.get(column);
    if (known !== undefined) return inWords(cell, known);
    if (!dayColumns.has(column)) return cell;
    const moved = serialsFrom1904 ? cell.replace(/^\d{5}$/, fromDay1904) : cell;
    return readDay === null ? moved : readDays(moved);
  };
}

// A cell that a workbook itself calls a day is one, whatever format its texts have.
const workbookDay = (text: string): string | null => (isDay(text) ? text : null);

const fromDay1904 = (serial: string): string => addDays('1904-01-01', Number(serial));

type Words = ReadonlyMap<string, string>;

function wordsByColumn(definition: Columns, values: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const columns = new Map<string, Words>();
  for (const column of columnsOf(definition)) {
    const mapped = Object.hasOwn(values, column) ? values[column] : undefined;
    const entries = [...Object.entries(headingsOf(definition, column).words ?? {}), ...Object.entries(mapped ?? {})];
    if (entries.length > 0) columns.set(column, new Map(entries.map(([word, value]) => [wordKey(word), value])));
  }
  return columns;
}

function inWords(cell: string, words: Words): string {
  const whole = words.get(wordKey(cell));
  if (whole !== undefined || !cell.includes(';')) return whole ?? cell;
  return cell
    .split(';')
    .map((part) => words.get(wordKey(part)) ?? part)
    .join(';');
}
