import { applyRewrites, type CompiledRewrite, compileRewriteList } from './compile-rewrites';
import type { DataObject, Represent } from './prepared-plan';
import type { DataRewrite, RequiredSelection } from './query-plan';
import type { TypeRelations } from './type-relations';
import { quote } from './write-leaf';

/**
 * Compiles what a fetch requires of an object to a writer of its representation. The text is what is sent, and equal
 * texts are asked for once.
 */
export function compileRepresent(
  requires: readonly RequiredSelection[],
  rewrites: readonly DataRewrite[],
  relations: TypeRelations,
): Represent {
  const write = compileSelections(requires, relations);
  const rewriteList = compileRewriteList(rewrites, relations);
  return (object) => {
    const typename = own(object, '__typename');
    if (typeof typename !== 'string') return null;
    const text = write(object, typename);
    if (text === null || text === undefined) return text;
    return rewriteList.length === 0 ? text : rewritten(text, rewriteList);
  };
}

type Write = (object: DataObject, typename: string | undefined) => string | null | undefined;
type WriteField = (object: DataObject) => string | undefined;

/** Writes an object's required fields; undefined when one that is required was never brought. */
function compileSelections(selections: readonly RequiredSelection[], relations: TypeRelations): Write {
  const byType = new Map<string | undefined, readonly WriteField[]>();
  return (object, typename) => {
    let fields = byType.get(typename);
    if (fields === undefined) byType.set(typename, (fields = compileFields(selections, typename, relations)));
    if (fields.length === 0) return null;
    let text = '';
    for (const write of fields) {
      const field = write(object);
      if (field === undefined) return undefined;
      text += text === '' ? `{${field}` : `,${field}`;
    }
    return `${text}}`;
  };
}

function compileFields(
  selections: readonly RequiredSelection[],
  typename: string | undefined,
  relations: TypeRelations,
): WriteField[] {
  const merged = new Map<string, { name: string; selections: RequiredSelection[] | null }>();
  const collect = (list: readonly RequiredSelection[]): void => {
    for (const selection of list) {
      if (selection.kind === 'InlineFragment') {
        const { typeCondition } = selection;
        if (typeCondition === undefined || typename === undefined || relations.fits(typename, typeCondition)) {
          collect(selection.selections);
        }
        continue;
      }
      const key = selection.alias ?? selection.name;
      const known = merged.get(key);
      if (known === undefined) {
        merged.set(key, { name: selection.name, selections: selection.selections ? [...selection.selections] : null });
      } else known.selections?.push(...(selection.selections ?? []));
    }
  };
  collect(selections);
  return [...merged].map(([key, field]) => compileField(key, field, relations));
}

/** A field is read under its key in the data and sent under its name. */
function compileField(
  key: string,
  { name, selections }: { name: string; selections: readonly RequiredSelection[] | null },
  relations: TypeRelations,
): WriteField {
  const prefix = `${quote(name)}:`;
  const write = selections === null ? writeJson : compileValue(compileSelections(selections, relations));
  return (object) => {
    const value = own(object, key);
    if (value === undefined) return undefined;
    const text = write(value);
    return text === undefined ? undefined : prefix + text;
  };
}

function writeJson(value: unknown): string | undefined {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

function compileValue(write: Write): (value: unknown) => string | undefined {
  const writeValue = (value: unknown): string | undefined => {
    if (value === null) return 'null';
    if (Array.isArray(value)) {
      const items = value.map(writeValue);
      return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
    }
    if (typeof value !== 'object') return undefined;
    const object = value as DataObject;
    const typename = own(object, '__typename');
    const text = write(object, typeof typename === 'string' ? typename : undefined);
    return text === null ? '{}' : text;
  };
  return writeValue;
}

function own(object: DataObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function rewritten(text: string, rewrites: readonly CompiledRewrite[]): string {
  const representation: unknown = JSON.parse(text);
  applyRewrites(rewrites, representation);
  return JSON.stringify(representation);
}
