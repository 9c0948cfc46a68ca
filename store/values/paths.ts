import { type Doc, isDocument, own } from './document';
import { emptyArray } from './order';

export type Path = readonly string[];
type Test = (value: unknown) => boolean;

/** What a path that ends in an array yields: its elements and itself, itself only, or its elements only. */
export type Leaves = 'elements-and-array' | 'array' | 'elements';

export const splitPath = (path: string): Path => path.split('.');

/**
 * Whether any value a dotted path reaches passes the test. Arrays on the way are entered: each of their documents, and
 * the element a number in the path points at. A path that ends early reaches undefined once, unless it ends inside an
 * array, where elements that are not documents reach nothing (manual: Query an Array of Embedded Documents).
 */
export function someAt(doc: Doc, path: Path, leaves: Leaves, test: Test): boolean {
  return inDocument(doc, path, 0, leaves, test);
}

function inDocument(doc: Doc, path: Path, at: number, leaves: Leaves, test: Test): boolean {
  const value = own(doc, path[at] ?? '');
  if (at + 1 === path.length) return atLeaf(value, leaves, test);
  if (Array.isArray(value)) return inArray(value, path, at + 1, leaves, test);
  return isDocument(value) ? inDocument(value, path, at + 1, leaves, test) : test(undefined);
}

function inArray(values: readonly unknown[], path: Path, at: number, leaves: Leaves, test: Test): boolean {
  return values.some(
    (element, index) =>
      (isDocument(element) && inDocument(element, path, at, leaves, test)) ||
      (path[at] === String(index) && atPosition(element, path, at, leaves, test)),
  );
}

function atPosition(element: unknown, path: Path, at: number, leaves: Leaves, test: Test): boolean {
  if (at + 1 === path.length) return test(element);
  if (Array.isArray(element)) return inArray(element, path, at + 1, leaves, test);
  return isDocument(element) && inDocument(element, path, at + 1, leaves, test);
}

function atLeaf(value: unknown, leaves: Leaves, test: Test): boolean {
  if (!Array.isArray(value) || leaves === 'array') return test(value);
  if (leaves === 'elements-and-array') return value.some(test) || test(value);
  return value.length === 0 ? test(emptyArray) : value.some(test);
}

/** Whether the path meets an array, as an index or a sort must know. */
export function meetsArray(doc: Doc, path: Path): boolean {
  let value: unknown = doc;
  for (const name of path) {
    if (!isDocument(value)) return false;
    value = own(value, name);
    if (Array.isArray(value)) return true;
  }
  return false;
}
