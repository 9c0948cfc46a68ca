import type { DataObject } from '../plan/prepared-plan';

/**
 * Adds what a subgraph brought to an object. Values are taken over by reference. Where both have an object under one
 * key, the one that is there is completed and stays: a fetch that runs at the same time may hold it. Objects are shared
 * only between places that are one entity, so what completes one of them holds for all.
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
  // JSON has no functions: this one is the prototype's, as for a key named `constructor`.
  if (typeof known === 'function') return value;
  if (Array.isArray(known) && Array.isArray(value)) return mergedLists(known, value);
  if (!isObject(known) || !isObject(value)) return value ?? known;
  mergeInto(known, value);
  return known;
}

function mergedLists(known: unknown[], values: readonly unknown[]): unknown[] {
  values.forEach((value, index) => {
    const before = known[index];
    known[index] = before === undefined || before === null || value === before ? value : merged(before, value);
  });
  return known;
}

function isObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
