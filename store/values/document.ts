/** A decoded document. It is never changed after it was decoded; updates make copies that share what stayed the same. */
export type Doc = Readonly<Record<string, unknown>>;

/** The field's own value. What objects inherit are functions, or the prototype itself, and BSON has neither. */
export function own(object: Doc, name: string): unknown {
  const value = object[name];
  return typeof value === 'function' || value === Object.prototype ? undefined : value;
}

export function isDocument(value: unknown): value is Doc {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    (value as { _bsontype?: unknown })._bsontype === undefined
  );
}

/** Whether every field is an operator: `{ $gte: 1 }`, not `{ a: 1 }`. */
export function isOperators(value: unknown): value is Doc {
  return isDocument(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

/** The document with one field set in place or added at the end; no other way to build documents field by field. */
export function withField(object: Doc, name: string, value: unknown): Doc {
  return { ...object, [name]: value };
}

export function withoutField(object: Doc, name: string): Doc {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
