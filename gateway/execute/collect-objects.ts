import type { DataObject } from '../plan/prepared-plan';

/** The objects at a path, each once however many parents share it. Lists on the way are gone through. */
export function collectObjects(root: DataObject, path: readonly string[]): DataObject[] {
  let level: DataObject[] = [root];
  let seen: Set<DataObject> | null = null;
  for (const element of path) {
    if (element === '@') continue;
    const next: DataObject[] = [];
    // One object can be reached twice only where there is more than one way to it.
    if (level.length > 1) seen = new Set();
    for (const object of level) if (Object.hasOwn(object, element)) gather(object[element], next, seen);
    level = next;
    if (level.length === 0) return level;
  }
  return level;
}

function gather(value: unknown, into: DataObject[], seen: Set<DataObject> | null): void {
  if (Array.isArray(value)) {
    const each = seen ?? new Set<DataObject>(into);
    for (const item of value) gather(item, into, each);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as DataObject;
  if (seen !== null) {
    if (seen.has(object)) return;
    seen.add(object);
  }
  into.push(object);
}

/** Every way to the given objects along a path, with data keys and list positions. Walked only when there is an error. */
export function placesOf(
  root: DataObject,
  path: readonly string[],
  wanted: (object: DataObject) => boolean,
): (string | number)[][] {
  const keys = path.filter((element) => element !== '@');
  const places: (string | number)[][] = [];
  const walk = (value: unknown, at: number, place: readonly (string | number)[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => walk(item, at, [...place, index]));
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const object = value as DataObject;
    const element = keys[at];
    if (element === undefined) {
      if (wanted(object)) places.push([...place]);
    } else if (Object.hasOwn(object, element)) walk(object[element], at + 1, [...place, element]);
  };
  walk(root, 0, []);
  return places;
}
