import { ClientError } from '../errors';
import type { FieldShape, ObjectShape, ResponseShape, TypeShape } from '../plan/response-shape';

/** What an operation asks for at one place, over all types that an object there can be. */
export interface AnswerNode {
  /** The client's name; empty at the root. */
  readonly name: string;
  /** `Type.field`, of the first of the types; empty at the root. */
  readonly coordinate: string;
  /** The keys under which data come here. */
  readonly dataKeys: readonly string[];
  /** `list` is a list of objects; a list of leaves is a leaf that `isList`. */
  readonly kind: 'leaf' | 'object' | 'list';
  readonly isList: boolean;
  /** Whether the asker has no right to it. */
  readonly isDenied: boolean;
  /** In the order of the operation. */
  readonly children: readonly AnswerNode[];
}

const trees = new WeakMap<ResponseShape, AnswerNode>();
/** An operation over interfaces can have far more places than selections. */
const mostFields = 50_000;

/**
 * The answer to an operation as a tree, worked out once for each plan.
 * @throws ClientError OPERATION_TOO_LARGE where it has too many places.
 */
export function answerTree(shape: ResponseShape): AnswerNode {
  const known = trees.get(shape);
  if (known !== undefined) return known;
  const builder = new TreeBuilder();
  const root: AnswerNode = {
    name: '',
    coordinate: '',
    dataKeys: [],
    kind: 'object',
    isList: false,
    isDenied: false,
    children: builder.childrenOf([shape]),
  };
  trees.set(shape, root);
  return root;
}

class TreeBuilder {
  private fields = 0;

  childrenOf(shapes: readonly ObjectShape[]): AnswerNode[] {
    const byName = new Map<string, FieldShape[]>();
    for (const shape of shapes) {
      for (const field of shape.typeNames.flatMap((name) => shape.fieldsOf(name) ?? [])) {
        this.fields += 1;
        if (this.fields > mostFields) throw new ClientError('OPERATION_TOO_LARGE');
        const same = byName.get(field.responseName);
        if (same === undefined) byName.set(field.responseName, [field]);
        else same.push(field);
      }
    }
    return [...byName].map(([name, fields]) => this.node(name, fields));
  }

  private node(name: string, fields: readonly FieldShape[]): AnswerNode {
    const objects = fields.flatMap(({ type }) => objectsIn(type));
    const isList = fields.some(({ type }) => type.kind === 'list');
    const isLeaf = objects.length === 0;
    return {
      name,
      coordinate: fields[0]?.coordinate ?? '',
      dataKeys: [...new Set(fields.map(({ dataKey }) => dataKey))],
      kind: isLeaf ? 'leaf' : isList ? 'list' : 'object',
      isList,
      isDenied: fields.every(({ isDenied }) => isDenied),
      children: isLeaf ? [] : this.childrenOf(objects),
    };
  }
}

function objectsIn(type: TypeShape): ObjectShape[] {
  if (type.kind === 'list') return objectsIn(type.item);
  return type.kind === 'object' ? [type.object] : [];
}

/** Every place of which something holds, with the nodes on the way there from the root's child on. */
export function placesWhere(node: AnswerNode, holds: (node: AnswerNode) => boolean): AnswerNode[][] {
  return node.children.flatMap((child) => {
    const here = holds(child) ? [[child]] : [];
    return [...here, ...placesWhere(child, holds).map((way) => [child, ...way])];
  });
}

/** Does something for every value at a place of an answer, with the way there by names and positions. */
export function visitValues(
  answer: unknown,
  way: readonly AnswerNode[],
  visit: (value: unknown, path: readonly (string | number)[], parent: Readonly<Record<string, unknown>>) => void,
): void {
  const path: (string | number)[] = [];
  const walk = (value: unknown, at: number): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        path.push(index);
        walk(item, at);
        path.pop();
      });
      return;
    }
    const node = way[at];
    if (typeof value !== 'object' || value === null || node === undefined) return;
    const object = value as Readonly<Record<string, unknown>>;
    if (!Object.hasOwn(object, node.name)) return;
    path.push(node.name);
    if (at === way.length - 1) visit(object[node.name], path, object);
    else walk(object[node.name], at + 1);
    path.pop();
  };
  walk(answer, 0);
}
