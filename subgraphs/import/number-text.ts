import type { Cell } from './file-row';

/** More digits than this a spreadsheet does not keep: it has put zeros in the place of the last ones. */
const keptDigits = 15;

/** The text of a number that a workbook holds, as a person would write it: no exponent, no digit lost or made up. */
export function numberText(raw: string): Cell {
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return { value: raw, reason: 'is not a number' };
  if (Number.isInteger(number)) {
    if (Math.abs(number) < 10 ** keptDigits) return String(number);
    return {
      value: raw,
      reason: `has more than ${keptDigits} digits, which a workbook does not keep; format the column as text`,
    };
  }
  const text = String(Number(number.toPrecision(keptDigits)));
  if (/e/i.test(text)) return { value: raw, reason: 'is too small a number' };
  return fractionText(text);
}

/** A fraction that stays one: as text 1.234 is 1234 to whoever divides thousands by dots, 1.2340 is not. */
export function fractionText(text: string): string {
  return /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
}
