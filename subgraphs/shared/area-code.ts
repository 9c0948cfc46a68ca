/**
 * The dotted code of the Ministry of Home Affairs (Kemendagri), the key by which every agency names an area:
 * `31` a province, `31.75` a city or regency, `31.75.03` a district (kecamatan), `31.75.03.1001` a village (kelurahan
 * or desa). No data is read here: whether a well-formed code exists is the catalogue's to say.
 */
export type AreaCode = string;

/** From the widest to the narrowest. */
export const areaLevels = ['PROVINCE', 'CITY', 'DISTRICT', 'VILLAGE'] as const;
export type AreaLevel = (typeof areaLevels)[number];

export type ParsedAreaCode =
  | { readonly ok: true; readonly code: AreaCode; readonly level: AreaLevel }
  | { readonly ok: false; readonly reason: string };

/** Reads a code as a person or a file wrote it; surrounding spaces are dropped, nothing else is mended or guessed. */
export function parseAreaCode(text: unknown): ParsedAreaCode {
  if (typeof text !== 'string') return refused(`an area code is text such as "31.75.03", not ${kindOf(text)}`);
  const code = text.trim();
  const level = levelByLength[code.length];
  if (level !== undefined && wellFormed.test(code)) return { ok: true, code, level };
  return refused(`${JSON.stringify(code.slice(0, 40))} ${whyRefused(code)}`);
}

const wellFormed = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;
const levelByLength: Readonly<Record<number, AreaLevel>> = { 2: 'PROVINCE', 5: 'CITY', 8: 'DISTRICT', 13: 'VILLAGE' };

function refused(reason: string): ParsedAreaCode {
  return { ok: false, reason };
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}

function whyRefused(code: string): string {
  if (code === '') return 'is empty; an area code looks like 31, 31.75, 31.75.03 or 31.75.03.1001';
  if (/^\d+$/.test(code)) return whyUndotted(code);
  if (/^\d{2}\.\d{2}\.\d{5}$/.test(code)) return 'looks like the code of an island; islands are not areas here';
  return whySegments(code.split('.'));
}

// The two systems number the same places differently, so a converted guess would silently move figures elsewhere.
const notBps =
  'Simpul uses Kemendagri codes with dots such as 31.75.03.1001 ' +
  '(BPS 3172 is East Jakarta, whose Kemendagri code is 31.75; BPS 3175 is North Jakarta)';

function whyUndotted(code: string): string {
  if (code.length === 6) return `has no dots; write it as ${dotted(code)} if it is a Kemendagri code`;
  if (code.length === 10 && /[1-3]\d{3}$/.test(code))
    return `has no dots and may be a BPS code; write it as ${dotted(code)} only if it is a Kemendagri code, since ${notBps}`;
  if ([4, 7, 10].includes(code.length)) return `looks like a BPS code; ${notBps}`;
  return `has ${code.length} digits and no dots; ${shape}`;
}

const shape =
  'an area code has two digits a part, four in the last part of a village: 31, 31.75, 31.75.03, 31.75.03.1001';

function dotted(digits: string): string {
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6), digits.slice(6)].filter(Boolean).join('.');
}

function whySegments(segments: readonly string[]): string {
  const stranger = segments.find((segment) => !/^\d*$/.test(segment));
  if (stranger !== undefined) return `holds ${JSON.stringify(stranger.slice(0, 40))}, which is not a number; ${shape}`;
  if (segments.length > 4) return `has ${segments.length} parts, and a village, the smallest area, has 4; ${shape}`;
  const at = segments.findIndex((segment, index) => segment.length !== (index === 3 ? 4 : 2));
  return `needs ${at === 3 ? 4 : 2} digits in part ${at + 1} and has ${segments[at]?.length ?? 0}; ${shape}`;
}

/**
 * The level a parsed code stands at.
 * @throws RangeError for a text that is no area code: parse what comes from outside first.
 */
export function areaLevelOf(code: AreaCode): AreaLevel {
  const level = levelByLength[code.length];
  if (level === undefined) throw new RangeError(`${JSON.stringify(code.slice(0, 40))} is not an area code.`);
  return level;
}

/** The areas a code lies in, widest first, itself last: 31, 31.75, 31.75.03, 31.75.03.1001. */
export function areaPath(code: AreaCode): readonly AreaCode[] {
  const parts = code.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** The area one level up; a province has none. */
export function parentOf(code: AreaCode): AreaCode | null {
  const end = code.lastIndexOf('.');
  return end < 0 ? null : code.slice(0, end);
}

/** The city or regency a code lies in or is; a province has none. */
export function cityOf(code: AreaCode): AreaCode | null {
  return code.length < 5 ? null : code.slice(0, 5);
}

/** Whether a code is the other area or lies in it. */
export function isWithin(code: AreaCode, ancestor: AreaCode): boolean {
  return code === ancestor || code.startsWith(`${ancestor}.`);
}
