import type { AreaCatalogue, AreaRow } from './area-catalogue';
import { type AreaCode, type AreaLevel, isWithin } from './area-code';

/** An area in words: its name, and the district and city it lies in; empty where a file does not tell. */
export interface AreaNames {
  readonly area_name: string;
  readonly district_name: string;
  readonly city_name: string;
}

export type NamedArea =
  | { readonly ok: true; readonly code: AreaCode }
  | { readonly ok: false; readonly column: keyof AreaNames; readonly reason: string };

/** The one area that names mean. A name that more than one area has is refused with all it may mean; none is guessed. */
export function areaByName(names: AreaNames, areas: AreaCatalogue): NamedArea {
  const cities = found(areas, names.city_name, ['CITY', 'PROVINCE'], null);
  if (cities?.length === 0) return refused('city_name', `${quoted(names.city_name)} is no city or regency`);
  const districts = found(areas, names.district_name, ['DISTRICT'], cities);
  if (districts?.length === 0) return refused('district_name', whyNone(names.district_name, 'district', areas, names));
  const levels: readonly AreaLevel[] = districts === null ? ['CITY', 'DISTRICT', 'VILLAGE'] : ['VILLAGE'];
  const places = found(areas, names.area_name, levels, districts ?? cities);
  if (places?.length === 0) return refused('area_name', whyNone(names.area_name, 'area', areas, names));
  if (places !== null) return theOne('area_name', names.area_name, places, areas);
  if (districts !== null) return theOne('district_name', names.district_name, districts, areas);
  if (cities !== null) return theOne('city_name', names.city_name, cities, areas);
  return refused('area_name', 'is empty; an area needs its code, or its name with its district');
}

/** Every area of those names and levels; null where no name is given. */
export function areasNamed(name: string, areas: AreaCatalogue): readonly AreaRow[] {
  return found(areas, name, ['PROVINCE', 'CITY', 'DISTRICT', 'VILLAGE'], null) ?? [];
}

function found(
  areas: AreaCatalogue,
  name: string,
  levels: readonly AreaLevel[],
  within: readonly AreaRow[] | null,
): readonly AreaRow[] | null {
  if (name === '') return null;
  const matches = (spelling: string): readonly AreaRow[] =>
    areas
      .findByName(spelling)
      .filter((row) => levels.includes(row.level) && sameDigits(row.name, spelling))
      .filter((row) => within === null || within.some(({ code }) => isWithin(row.code, code)));
  return spellingsOf(name).reduce<readonly AreaRow[]>((rows, next) => (rows.length > 0 ? rows : matches(next)), []);
}

// Names are compared by their letters; "Kampung 5" and "Kampung 6" differ in nothing else.
function sameDigits(name: string, spelling: string): boolean {
  const digits = (text: string): string => text.replace(/\D+/g, ' ').trim();
  return digits(name) === digits(spelling);
}

/** A name as written, with its short words written out, and without the word for what kind of area it is. */
function spellingsOf(name: string): readonly string[] {
  const long = name
    .replace(/^kab(\.\s*|\s+)/i, 'Kabupaten ')
    .replace(/^(kota|kabupaten)\s+adm(\.\s*|\s+)/i, '$1 Administrasi ');
  const administrative = long.replace(/^(kota|kabupaten)\s+(?!administrasi)/i, '$1 Administrasi ');
  const bare = name.replace(/^(kelurahan|desa|kecamatan|kel\.|kec\.|kel|kec|ds\.)\s*(?=\S)/i, '');
  return [...new Set([name, long, administrative, bare])];
}

function theOne(column: keyof AreaNames, name: string, rows: readonly AreaRow[], areas: AreaCatalogue): NamedArea {
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return { ok: true, code: only.code };
  return refused(
    column,
    `${quoted(name)} may be ${candidates(rows, areas)}; give the code in area_code, or ${missing[column]}`,
  );
}

const missing: Readonly<Record<keyof AreaNames, string>> = {
  area_name: 'the district in district_name',
  district_name: 'the city in city_name',
  city_name: 'say Kota or Kabupaten before the name',
};

const mostTold = 6;

function candidates(rows: readonly AreaRow[], areas: AreaCatalogue): string {
  const told = rows.slice(0, mostTold).map((row) => describe(row, areas));
  const rest = rows.length - told.length;
  return `${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function describe({ code, level, name, parentCode }: AreaRow, areas: AreaCatalogue): string {
  const parent = parentCode === null ? null : areas.get(parentCode);
  return `${code} (${level.toLowerCase()} ${name}${parent === null ? '' : ` in ${parent.name}`})`;
}

function whyNone(name: string, what: string, areas: AreaCatalogue, { district_name, city_name }: AreaNames): string {
  const where = [what === 'area' ? district_name : '', city_name].filter((part) => part !== '').join(', ');
  const elsewhere = areasNamed(name, areas);
  const hint = elsewhere.length === 0 ? '' : `; elsewhere it is ${candidates(elsewhere, areas)}`;
  return `${quoted(name)} is no ${what}${where === '' ? '' : ` in ${quoted(where)}`}${hint}`;
}

function refused(column: keyof AreaNames, reason: string): NamedArea {
  return { ok: false, column, reason };
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
