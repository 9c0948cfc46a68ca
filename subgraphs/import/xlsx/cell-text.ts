import { addDays } from '../../shared/calendar';
import type { Cell } from '../file-row';
import { numberText } from '../number-text';
import type { SharedStrings } from './shared-strings';
import type { NumberStyle } from './styles';

/** What cells refer to. */
export interface CellContext {
  readonly strings: SharedStrings;
  readonly styles: readonly NumberStyle[];
  /** Whether days are counted from 1904, as workbooks of old Macs do. */
  readonly from1904: boolean;
}

/** A cell as the file holds it: its type, its style, and what stands in it. */
export interface RawCell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

/** What a person sees in a cell, days as 2024-10-17; or why it holds nothing that could be taken. */
export function cellText({ type, style, value }: RawCell, { strings, styles, from1904 }: CellContext): Cell {
  if (type === 's') return sharedText(value, strings);
  if (type === 'inlineStr' || type === 'str') return unescaped(value);
  if (type === 'b') return value === '1' || value === 'true' ? 'true' : 'false';
  if (type === 'e') return { value, reason: 'is an error of a formula in the workbook; mend the formula' };
  if (type === 'd' || value === '') return value;
  const shownAs = styles[style] ?? null;
  if (shownAs?.as === 'DAY') return dayText(value, from1904);
  const text = numberText(value);
  return shownAs?.as === 'PADDED' && typeof text === 'string' ? text.padStart(shownAs.digits, '0') : text;
}

function sharedText(value: string, strings: SharedStrings): Cell {
  const text = strings.at(Number(value));
  return text === null ? { value, reason: 'is a text that the workbook has lost; save it again' } : unescaped(text);
}

const secondsOfDay = 86_400;

function dayText(value: string, from1904: boolean): Cell {
  const serial = Number(value);
  const [first, last] = from1904 ? [0, 2_957_003] : [1, 2_958_465];
  // The day 60 is 29 February 1900, which Excel has and the calendar has not.
  if (!(serial >= first && serial < last + 1) || (!from1904 && Math.floor(serial) === 60)) {
    return { value, reason: 'is shown as a day and is none' };
  }
  const seconds = Math.round((serial % 1) * secondsOfDay);
  const days = Math.floor(serial) + Math.floor(seconds / secondsOfDay);
  const day = addDays(from1904 ? '1904-01-01' : serial < 60 ? '1899-12-31' : '1899-12-30', days);
  const time = new Date((seconds % secondsOfDay) * 1_000).toISOString().slice(11, 19);
  return time === '00:00:00' ? day : `${day}T${time}`;
}

// ECMA-376 part 1, 22.9.2.19: a character that XML cannot hold is written _x000D_.
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
