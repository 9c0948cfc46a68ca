import { areaPath, parseAreaCode, type ParsedAreaCode } from './area-code';
import type { Month } from './calendar';
import { areaNameColumns } from './column-headings';
import type { ImportedDocument, ImportHelp, ParsedRow, RawRow, RowFault } from './import-definition';
import { areaByName, type AreaNames, areasNamed } from './named-area';
import { whyUnknown } from './retired-areas';
import { aDay, readDay, readMonth } from './written-day';

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
    const read = readDay(this.valueOf(column));
    return read.ok ? read.day : this.fault(column, read.reason, '1970-01-01');
  }

  optionalDay(column: string): string | null {
    return this.valueOf(column) === '' ? null : this.day(column);
  }

  /** Several days separated by semicolons, each once, oldest first. */
  days(column: string): string[] {
    const parts = this.parts(column).map(readDay);
    const days = parts.flatMap((part) => (part.ok ? [part.day] : []));
    if (days.length === parts.length) return [...new Set(days)].sort();
    return this.fault(column, `${aDay.replace('a day', 'days')}, separated by semicolons`, []);
  }

  /** A month, or the month of a day: the day is not kept. */
  month(column: string): Month {
    const month = readMonth(this.valueOf(column));
    return month ?? this.fault(column, 'must be a month such as 2012-05; the day is not kept', '1970-01');
  }

  /** A whole number; dots may divide its thousands, as in 1.234.567. */
  integer(column: string, low: number, high: number): number {
    const value = this.valueOf(column);
    const digits = /^-?\d{1,3}(\.\d{3})+$/.test(value) ? value.replaceAll('.', '') : value;
    const number = /^-?\d{1,15}$/.test(digits) ? Number(digits) : NaN;
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

  /** An area that exists, with all it lies in: by its code, or by its name with its district where no code is given. */
  area(column: string): { areaCode: string; areaPath: string[] } {
    const nowhere = { areaCode: '', areaPath: [] };
    const parsed = this.areaCodeOf(column);
    if (parsed === null) return nowhere;
    if (!parsed.ok) return this.fault(column, parsed.reason, nowhere);
    if (!this.help.areas.has(parsed.code)) {
      return this.fault(column, whyUnknown(parsed.code), nowhere);
    }
    this.demandSameArea(column, parsed.code);
    return { areaCode: parsed.code, areaPath: [...areaPath(parsed.code)] };
  }

  /** A fault found by comparing columns. */
  demand(holds: boolean, column: string, reason: string): void {
    if (!holds && !this.faults.some((fault) => fault.column === column)) this.fault(column, reason, undefined);
  }

  result(areaCode: string, documents: readonly ImportedDocument[]): ParsedRow {
    return this.faults.length > 0 ? { ok: false, faults: this.faults } : { ok: true, areaCode, documents };
  }

  private areaCodeOf(column: string): ParsedAreaCode | null {
    const names = this.areaNames();
    const code = [this.valueOf(column), names.area_name].find((text) => /\d/.test(text) && !/\p{L}/u.test(text));
    if (code !== undefined) return parseAreaCode(code);
    const name = this.valueOf(column) === '' ? names.area_name : this.valueOf(column);
    const told = { ...names, area_name: name };
    const isNamed = Object.values(told).some((text) => text !== '') && !/^\d/.test(name);
    if (!isNamed) return parseAreaCode(this.valueOf(column));
    const found = areaByName(told, this.help.areas);
    if (found.ok) return parseAreaCode(found.code);
    const blamed = found.column === 'area_name' && this.valueOf(column) !== '' ? column : found.column;
    return this.fault(blamed, found.reason, null);
  }

  // A code and a name that mean different places: one of them is a slip, and nobody can say which.
  private demandSameArea(column: string, code: string): void {
    const { area_name: name } = this.areaNames();
    const meant = name === '' || /\d/.test(name) ? [] : areasNamed(name, this.help.areas);
    const same = meant.length === 0 || meant.some((area) => area.code === code);
    this.demand(same, column, `is ${this.help.areas.get(code)?.name ?? code}, and area_name is another place`);
  }

  private areaNames(): AreaNames {
    const [area_name, district_name, city_name] = areaNameColumns.map((column) => this.valueOf(column));
    return { area_name: area_name ?? '', district_name: district_name ?? '', city_name: city_name ?? '' };
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
