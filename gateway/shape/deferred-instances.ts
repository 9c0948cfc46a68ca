import type { DataObject } from '../plan/prepared-plan';
import type { DeferredFragment, ObjectShape, TypeShape } from '../plan/response-shape';

type Path = readonly (string | number)[];

/** A place in an answer: its way by response names, and by data keys. */
export interface Place {
  readonly path: Path;
  readonly dataPath: Path;
}

/** A deferred fragment of one object that stands in an answer. */
export interface Instance extends Place {
  readonly fragment: DeferredFragment;
  readonly object: DataObject;
}

/** The deferred fragments of an answered object and of those in it; not those within a deferred fragment. */
export function deferredInstances(
  answer: unknown,
  object: DataObject,
  typeName: string,
  shape: ObjectShape,
  place: Place,
): Instance[] {
  if (!isObject(answer) || !shape.hasDeferred) return [];
  const here = shape.deferredOf(typeName).map((fragment) => ({ fragment, object, ...place }));
  const below = (shape.fieldsOf(typeName) ?? []).flatMap(({ responseName, dataKey, type }) =>
    leadsToDeferred(type)
      ? instancesInValue(answer[responseName], object[dataKey], type, child(place, responseName, dataKey))
      : [],
  );
  return [...here, ...below];
}

function instancesInValue(answer: unknown, value: unknown, type: TypeShape, place: Place): Instance[] {
  if (type.kind === 'list') {
    if (!Array.isArray(answer) || !Array.isArray(value)) return [];
    return answer.flatMap((item: unknown, index) =>
      instancesInValue(item, value[index], type.item, child(place, index, index)),
    );
  }
  if (type.kind === 'leaf' || !isObject(value)) return [];
  const typeName = type.object.typeOf(value);
  return typeName === undefined ? [] : deferredInstances(answer, value, typeName, type.object, place);
}

function leadsToDeferred(type: TypeShape): boolean {
  if (type.kind === 'list') return leadsToDeferred(type.item);
  return type.kind === 'object' && type.object.hasDeferred;
}

function child({ path, dataPath }: Place, name: string | number, key: string | number): Place {
  return { path: [...path, name], dataPath: [...dataPath, key] };
}

function isObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
