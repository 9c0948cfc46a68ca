import type { DataObject } from '../plan/prepared-plan';

/**
 * Adds what a subgraph brought to an object. Values are taken over by reference. Where both have an object or a list of
 * objects under one key, a merged one takes its place and neither is changed: the objects may belong to others too.
 */
export function mergeInto(target: DataObject, source: DataObject): void {
  for (const key of Object.keys(source)) {
    // Data never reaches a prototype; no operation asks for a key of this name.
    if (key === '__proto__') continue;
    const value = source[key];
    const known = target[key];
    target[key] = known === undefined || known === null || value === known ? value : merged(known, value);
  }
}

function merged(known: unknown, value: unknown): unknown {
  if (Array.isArray(known) && Array.isArray(value)) {
    return value.map((item: unknown, index) => (index < known.length ? merged(known[index], item) : item));
  }
  if (!isObject(known) || !isObject(value)) return value ?? known;
  const both: DataObject = { ...known };
  mergeInto(both, value);
  return both;
}

function isObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
