import { type Day, isDay } from '../shared/calendar';

/** Why a text is no format of days, or null. A format has DD, MM, and YYYY or YY, once each, in any order. */
export function dateFormatMistake(format: string): string | null {
  const isFormat = /^(?:(?:DD|MM|YYYY|YY)[/. -]?)+$/.test(format);
  const parts = format.match(partsOfFormat) ?? [];
  const isWhole =
    parts
      .map((part) => part[0])
      .sort()
      .join('') === 'DMY';
  return isFormat && isWhole ? null : 'must hold DD, MM and YYYY (or YY) once each, such as MM/DD/YYYY or YYYYMMDD';
}

const partsOfFormat = /DD|MM|YYYY|YY/g;

/** Reads days of one format; null for a text that is none. Of two digits a year from 80 is of the last century. */
export function createDayReader(format: string): (text: string) => Day | null {
  const parts = format.match(partsOfFormat) ?? [];
  const separated = /[/. -]/.test(format);
  const digits = (part: string): string =>
    part === 'YYYY' ? '(\\d{4})' : separated && part !== 'YY' ? '(\\d{1,2})' : '(\\d{2})';
  const pattern = new RegExp(`^${format.replace(/[.]/g, '\\.').replace(partsOfFormat, digits)}$`);
  return (text) => {
    const [, ...found] = pattern.exec(text) ?? [];
    const part = (letter: string): string => found[parts.findIndex((name) => name.startsWith(letter))] ?? '';
    const year = part('Y');
    const day = `${year.length === 2 ? `${Number(year) < 80 ? '20' : '19'}${year}` : year}-${part('M').padStart(2, '0')}-${part('D').padStart(2, '0')}`;
    return isDay(day) ? day : null;
  };
}
