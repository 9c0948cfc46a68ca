import { CommandError } from '../command-error';
import type { Doc } from './document';
import { invertKey, keyOf } from './order';
import { meetsArray, type Path, someAt, splitPath } from './paths';

export interface KeyField {
  readonly path: Path;
  readonly name: string;
  readonly descending: boolean;
}

export function keyFields(pattern: Doc): readonly KeyField[] {
  return Object.entries(pattern).map(([name, direction]) => ({
    path: splitPath(name),
    name,
    descending: Number(direction) < 0,
  }));
}

/** The values one field gives an index: one, or one per element when the path meets an array. A missing value is null. */
export function fieldValues(doc: Doc, { path }: KeyField): unknown[] {
  const values: unknown[] = [];
  someAt(doc, path, 'elements', (value) => {
    values.push(value ?? null);
    return false;
  });
  if (values.length === 0) values.push(null);
  return values;
}

/**
 * The keys of a document in an index over `fields`, one per element of the one array among them.
 * @throws CommandError 171 when two of the fields meet an array.
 */
export function indexKeys(doc: Doc, fields: readonly KeyField[], clashCode = 171): string[] {
  let keys = [''];
  let arrayField: string | undefined;
  for (const field of fields) {
    const values = fieldValues(doc, field);
    if (fields.length > 1 && meetsArray(doc, field.path)) {
      if (arrayField !== undefined) throw parallelArrays(arrayField, field.name, clashCode);
      arrayField = field.name;
    }
    const added = values.map((value) => fieldKey(value, field));
    keys = keys.length === 1 ? added.map((key) => (keys[0] ?? '') + key) : keys.map((key) => key + (added[0] ?? ''));
  }
  return keys;
}

/** What a document sorts by: the lowest of its keys, so arrays sort by their least element, or greatest descending. */
export function sortKey(doc: Doc, fields: readonly KeyField[]): string {
  const keys = indexKeys(doc, fields, 2);
  return keys.length === 1 ? (keys[0] ?? '') : keys.reduce((least, key) => (key < least ? key : least));
}

function fieldKey(value: unknown, { descending }: KeyField): string {
  return descending ? invertKey(keyOf(value)) : keyOf(value);
}

function parallelArrays(first: string, second: string, code: number): CommandError {
  return new CommandError(code, `cannot index or sort parallel arrays [${second}] [${first}]`);
}
