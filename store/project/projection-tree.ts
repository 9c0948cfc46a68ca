import { badValue, CommandError } from '../command-error';
import { type Doc, isDocument } from '../values/document';

/** What is computed from the whole document; undefined leaves the field out. */
export type Computed = (doc: Doc) => unknown;
export type Leaf = boolean | Computed;
export type Tree = ReadonlyMap<string, Tree | Leaf>;
type Growing = Map<string, Growing | Leaf>;

export type LeafOf = (operand: unknown, path: string) => Leaf;

/** A projection's dotted and nested fields as one tree; `leafOf` makes sense of each field's operand. */
export function projectionTree(spec: Doc, leafOf: LeafOf): Tree {
  const root: Growing = new Map();
  plantAll(root, spec, [], leafOf);
  return root;
}

function plantAll(root: Growing, spec: Doc, prefix: readonly string[], leafOf: LeafOf): void {
  for (const [name, operand] of Object.entries(spec)) {
    const path = [...prefix, ...name.split('.')];
    const dotted = path.join('.');
    checkPath(path, dotted);
    if (!isDocument(operand) || Object.keys(operand).some((key) => key.startsWith('$'))) {
      plant(root, path, leafOf(operand, dotted));
    } else if (Object.keys(operand).length > 0) plantAll(root, operand, path, leafOf);
    else throw new CommandError(51270, `An empty sub-projection is not a valid value: ${dotted}`);
  }
}

function checkPath(path: readonly string[], dotted: string): void {
  if (path.includes('')) throw new CommandError(40353, `FieldPath must not have an empty part: '${dotted}'`);
  const dollar = path.find((part) => part.startsWith('$'));
  if (dollar !== undefined)
    throw badValue(`A field path may not have a part that begins with a dollar sign: '${dollar}'`);
}

function plant(root: Growing, path: readonly string[], leaf: Leaf): void {
  let tree = root;
  path.forEach((name, at) => {
    const there = tree.get(name);
    const isLast = at === path.length - 1;
    if (there !== undefined && (isLast || !(there instanceof Map))) {
      throw new CommandError(31250, `Path collision at ${path.join('.')}`);
    }
    const next = there instanceof Map ? there : new Map<string, Growing | Leaf>();
    if (there === undefined) tree.set(name, isLast ? leaf : next);
    tree = next;
  });
}
