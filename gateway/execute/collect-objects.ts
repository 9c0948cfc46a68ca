import type { DataObject } from '../plan/prepared-plan';

/**
 * The objects at a path, through all lists on the way. `mayRepeat` says whether one object can stand at several places,
 * as it does once an answer was given to several; then each is told once however many places share it.
 */
export function collectObjects(root: DataObject, path: readonly string[], mayRepeat: boolean): DataObject[] {
  let level: DataObject[] = [root];
  for (const element of path) {
    if (element === '@') continue;
    const next: DataObject[] = [];
    const seen = mayRepeat ? new Set<DataObject>() : null;
    for (const object of level) if (Object.hasOwn(object, element)) gather(object[element], next, seen);
    if (next.length === 0) return next;
    level = next;
  }
  return level;
}

function gather(value: unknown, into: DataObject[], seen: Set<DataObject> | null): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) gather(item, into, seen);
    return;
  }
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
