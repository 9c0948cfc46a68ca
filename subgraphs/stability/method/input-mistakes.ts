import type { z } from 'zod';

type Path = readonly PropertyKey[];

/** A mistake in a file of area figures, in words: which area and month, which cell, what was found, what it must be. */
export function tellIssue({ path, message }: z.core.$ZodIssue, document: unknown): string {
  const { place, field } = split(path, document);
  const subject = field.length > 0 ? field.map(String).join('.') : 'it';
  const told = message.startsWith('must') ? `${found(valueAt(document, path))} and ${message}` : message;
  return `${place.length > 0 ? place.join(', ') : 'the file'}: ${subject} ${told}`;
}

/** How an area and month are called in a mistake. */
export function placeOf({ code, period }: { readonly code: string; readonly period: string }): string {
  return `area ${code}, ${period}`;
}

function split(path: Path, document: unknown): { place: readonly string[]; field: Path } {
  const [list, key, part, indicator, ...field] = path;
  if (list === 'city' && key !== undefined) return splitCell([`city, ${String(key)}`], path.slice(2));
  if (list !== 'areas' || key === undefined) return { place: [], field: path };
  const place = [describeArea(valueAt(document, [list, key]), Number(key))];
  if (part === 'cells' && indicator !== undefined) return splitCell(place, [indicator, ...field]);
  return { place, field: path.slice(2) };
}

function splitCell(place: readonly string[], [indicator, ...field]: Path): { place: readonly string[]; field: Path } {
  return { place: indicator === undefined ? place : [...place, String(indicator)], field };
}

function describeArea(area: unknown, index: number): string {
  const { code, period } = typeof area === 'object' && area !== null ? (area as Record<string, unknown>) : {};
  const name = typeof code === 'string' ? `area ${code.slice(0, 40)}` : `area number ${index + 1}`;
  return typeof period === 'string' ? `${name}, ${period.slice(0, 40)}` : name;
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
}

function found(value: unknown): string {
  return value === undefined ? 'is missing' : `is ${JSON.stringify(value).slice(0, 60)}`;
}
