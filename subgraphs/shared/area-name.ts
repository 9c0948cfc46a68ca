import type { AreaCode, AreaLevel } from './area-code';

/** A name as people read it. Provinces and cities come in capitals; districts and villages keep their official spelling. */
export function presentName(name: string, level: AreaLevel): string {
  const text = name.trim();
  return level === 'PROVINCE' || level === 'CITY' ? text.split(/\s+/).map(titleCase).join(' ') : text;
}

function titleCase(word: string): string {
  if (word === 'DKI') return word;
  if (word === 'DAN') return 'dan';
  return word.toLowerCase().replace(/(^|-)\p{L}/gu, (start) => start.toUpperCase());
}

/** What two spellings of one name have in common: capitals, letters only. "Pulo Gadung" and "Pulogadung" are one. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^\p{L}]/gu, '');
}

/** Every key an area answers to: its name, a city also without its kind, and the other spellings in use. */
export function nameKeys(code: AreaCode, name: string, level: AreaLevel): readonly string[] {
  const spellings = [name, ...(otherSpellings[code] ?? [])];
  if (level === 'CITY') spellings.push(name.replace(/^(Kabupaten|Kota)( Administrasi)? /, ''));
  return [...new Set(spellings.map(nameKey))];
}

// Only spellings that differ in their letters: a space more or less is the same key already.
const otherSpellings: Readonly<Record<AreaCode, readonly string[]>> = {
  '31.75': ['East Jakarta', 'Jaktim'],
  '31.75.08': ['Makassar'],
  '31.75.08.1001': ['Makassar'],
  '31.75.08.1004': ['Halim Perdana Kusumah'],
  '31.75.10.1003': ['Pondok Rangon'],
};
