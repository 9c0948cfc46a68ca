import type { SubgraphError } from '../execute/execution';
import type { DataObject } from '../plan/prepared-plan';
import type { ObjectShape, ResponseShape, TypeShape } from '../plan/response-shape';
import { below, typeNameOf } from './tell-errors';

/** Who asks for a field: the ids of the deferred fragments that it is in, from the outermost; none for the first part. */
export type Asker = readonly string[];

/** Who asks for the place of an error: for all of its path, not only for the way there. */
export function askersOf({ path }: SubgraphError, data: DataObject, root: ResponseShape): Asker[] {
  let value: unknown = data;
  let asked: Asked[] = [{ asker: [], type: { kind: 'object', nonNull: false, weight: 0, object: root } }];
  for (const element of path) {
    const typeName = typeNameOf(value);
    asked = asked.flatMap((each) => askedBelow(each, element, typeName));
    value = below(value, element);
  }
  return asked.map(({ asker }) => asker);
}

interface Asked {
  readonly asker: Asker;
  readonly type: TypeShape;
}

function askedBelow({ asker, type }: Asked, element: string | number, typeName: string | undefined): Asked[] {
  if (typeof element === 'number') return type.kind === 'list' ? [{ asker, type: type.item }] : [];
  if (type.kind !== 'object') return [];
  return shapesOf(asker, type.object, typeName).flatMap(([each, shape]) => {
    const field = shape.fieldAt(element, typeName);
    return field === undefined || field.isTypeName ? [] : [{ asker: each, type: field.type }];
  });
}

/** An object's shape, and those that its deferred fragments have for it. */
function shapesOf(asker: Asker, shape: ObjectShape, typeName: string | undefined): [Asker, ObjectShape][] {
  const deferred = shape.deferredOf(typeName).flatMap((each) => shapesOf([...asker, each.id], each.shape, typeName));
  return [[asker, shape], ...deferred];
}
