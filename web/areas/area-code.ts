import type { AreaLevel } from '../gateway-api/generated/graphql';

const levels: readonly AreaLevel[] = ['PROVINCE', 'CITY', 'DISTRICT', 'VILLAGE'];

/** Whether it is written as a Kemendagri code with dots. */
export function isAreaCode(text: string): boolean {
  return /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/.test(text);
}

/** `31.75` is a city by its two parts. */
export function areaLevelOf(code: string): AreaLevel {
  return levels[code.split('.').length - 1] ?? 'VILLAGE';
}

/** null for a province. */
export function parentOf(code: string): string | null {
  const at = code.lastIndexOf('.');
  return at === -1 ? null : code.slice(0, at);
}

/** The level of what lies directly within; villages have nothing within. */
export function levelWithin(code: string): AreaLevel {
  return levels[code.split('.').length] ?? 'VILLAGE';
}

/** Whether an area is another or lies in it. */
export function isWithin(code: string, area: string): boolean {
  return code === area || code.startsWith(`${area}.`);
}

/** All levels of what lies within, from large to small. */
export function levelsWithin(code: string): readonly AreaLevel[] {
  return levels.slice(code.split('.').length);
}
