import { areaPath, parseAreaCode } from './area-code';
import { isDay } from './calendar';
import type { ImportedDocument, ImportHelp, ParsedRow, RawRow, RowFault } from './import-definition';

const longestText = 200;

/** Reads one row column by column, and remembers every fault, so that a clerk mends a row once. */
export class RowReader {
  private readonly faults: RowFault[] = [];
  constructor(
    private readonly row: RawRow,
    private readonly help: ImportHelp,
  ) {}

  text(column: string): string {
    const value = this.valueOf(column);
    if (value === '') return this.fault(column, 'must not be empty', '');
    if (value.length > longestText) return this.fault(column, `is longer than ${longestText} characters`, '');
    return value;
  }

  optionalText(column: string): string | null {
    return this.valueOf(column) === '' ? null : this.text(column);
  }

  /** The agency's own number: letters, digits, dots, dashes and slashes. */
  number(column: string): string {
    const value = this.text(column);
    if (value !== '' && !/^[A-Za-z0-9][A-Za-z0-9./-]{0,63}$/.test(value)) {
      return this.fault(column, 'must be a number of letters, digits, dots, dashes and slashes, at most 64', '');
    }
    return value;
  }

  optionalNumber(column: string): string | null {
    return this.valueOf(column) === '' ? null : this.number(column);
  }

  choice<const Choice extends string>(column: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const value = this.valueOf(column).toUpperCase().replaceAll(/[ -]/g, '_');
    const found = choices.find((choice) => choice === value);
    return found ?? this.fault(column, `must be one of ${choices.join(', ')}`, choices[0]);
  }

  /** Several choices separated by semicolons; none when the column is empty. */
  choices<const Choice extends string>(column: string, choices: readonly [Choice, ...Choice[]]): Choice[] {
    const parts = this.parts(column).map((part) => part.toUpperCase().replaceAll(/[ -]/g, '_'));
    if (parts.every((part): part is Choice => choices.some((choice) => choice === part))) return [...new Set(parts)];
    return this.fault(column, `must be among ${choices.join(', ')}, separated by semicolons`, []);
  }

  day(column: string): string {
    const value = this.valueOf(column);
    return isDay(value) ? value : this.fault(column, 'must be a day such as 2024-10-17', '1970-01-01');
  }

  optionalDay(column: string): string | null {
    return this.valueOf(column) === '' ? null : this.day(column);
  }

  /** Several days separated by semicolons, each once, oldest first. */
  days(column: string): string[] {
    const parts = this.parts(column);
    if (!parts.every(isDay)) return this.fault(column, 'must be days such as 2024-10-17, separated by semicolons', []);
    return [...new Set(parts)].sort();
  }

  integer(column: string, low: number, high: number): number {
    const value = this.valueOf(column);
    const number = /^-?\d{1,15}$/.test(value) ? Number(value) : NaN;
    if (number >= low && number <= high) return number;
    return this.fault(column, `must be a whole number from ${low} to ${high}`, low);
  }

  /** A number with a decimal point; empty is null. */
  optionalDecimal(column: string, low: number, high: number): number | null {
    const value = this.valueOf(column);
    if (value === '') return null;
    const number = /^-?\d{1,9}(\.\d{1,9})?$/.test(value) ? Number(value) : NaN;
    if (number >= low && number <= high) return number;
    return this.fault(column, `must be a number from ${low} to ${high} such as 4.25`, null);
  }

  yesNo(column: string): boolean {
    const value = this.valueOf(column).toLowerCase();
    if (['yes', 'true', '1', 'ya'].includes(value)) return true;
    if (['no', 'false', '0', 'tidak', ''].includes(value)) return false;
    return this.fault(column, 'must be yes or no', false);
  }

  /** An area that exists, with all it lies in. */
  area(column: string): { areaCode: string; areaPath: string[] } {
    const parsed = parseAreaCode(this.valueOf(column));
    const nowhere = { areaCode: '', areaPath: [] };
    if (!parsed.ok) return this.fault(column, parsed.reason, nowhere);
    if (!this.help.areas.has(parsed.code)) {
      return this.fault(column, 'is not the code of an area; see idn-area-data for the list', nowhere);
    }
    return { areaCode: parsed.code, areaPath: [...areaPath(parsed.code)] };
  }

  /** A fault found by comparing columns. */
  demand(holds: boolean, column: string, reason: string): void {
    if (!holds && !this.faults.some((fault) => fault.column === column)) this.fault(column, reason, undefined);
  }

  result(areaCode: string, documents: readonly ImportedDocument[]): ParsedRow {
    return this.faults.length > 0 ? { ok: false, faults: this.faults } : { ok: true, areaCode, documents };
  }

  private valueOf(column: string): string {
    return (Object.hasOwn(this.row, column) ? (this.row[column] ?? '') : '').trim();
  }

  private parts(column: string): string[] {
    return this.valueOf(column)
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }

  private fault<Instead>(column: string, reason: string, instead: Instead): Instead {
    this.faults.push({ column, value: this.valueOf(column).slice(0, 80), reason });
    return instead;
  }
}
