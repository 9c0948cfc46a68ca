import { CommandError, notHere } from '../command-error';
import { isTrue } from '../match/compile-filter';
import { type Doc, isDocument, own, withField, withoutField } from '../values/document';
import { isNumeric } from '../values/numbers';
import { type Computed, type Leaf, projectionTree, type Tree } from './projection-tree';

type Shape = (doc: Doc) => Doc;

/** A find's projection: fields to keep, or fields to leave out. */
export function compileFindProjection(spec: Doc): Shape | undefined {
  if (Object.keys(spec).length === 0) return undefined;
  return compileProjection(spec, (operand, path) => {
    const name = isDocument(operand) ? (Object.keys(operand)[0] ?? path) : path;
    throw notHere('projection operator or expression', name, 2);
  });
}

/** Keeps or leaves out fields; `compute` compiles the fields that are expressions. */
export function compileProjection(spec: Doc, compute: (operand: unknown, path: string) => Computed): Shape {
  const tree = new Map(
    projectionTree(spec, (operand, path) =>
      typeof operand === 'boolean' || isNumeric(operand) ? isTrue(operand) : compute(operand, path),
    ),
  );
  const id = tree.get('_id');
  const rest = [...tree]
    .filter(([name, node]) => name !== '_id' || node instanceof Map)
    .flatMap(([name, node]) => leavesOf(name, node));
  const keeps = rest.length === 0 ? id !== false : rest[0]?.leaf !== false;
  checkMixture(rest, keeps);
  if (!keeps) {
    if (id === true) tree.delete('_id');
    return (doc) => leaveOut(doc, tree);
  }
  if (id === false) tree.delete('_id');
  else if (id === undefined) tree.set('_id', true);
  return (doc) => addComputed(keep(doc, tree), tree, doc) as Doc;
}

/** `$addFields`: every leaf is computed, the rest of the document stays. */
export function compileAddFields(spec: Doc, compute: (operand: unknown) => Computed): Shape {
  const tree = projectionTree(spec, compute);
  return (doc) => addComputed(doc, tree, doc) as Doc;
}

function leavesOf(path: string, node: Tree | Leaf): { path: string; leaf: Leaf }[] {
  if (!(node instanceof Map)) return [{ path, leaf: node as Leaf }];
  return [...(node as Tree)].flatMap(([name, child]) => leavesOf(`${path}.${name}`, child));
}

function checkMixture(leaves: readonly { path: string; leaf: Leaf }[], keeps: boolean): void {
  const odd = leaves.find(({ leaf }) => (leaf === false) === keeps);
  if (!odd) return;
  throw keeps
    ? new CommandError(31254, `Cannot do exclusion on field ${odd.path} in inclusion projection`)
    : new CommandError(31253, `Cannot do inclusion on field ${odd.path} in exclusion projection`);
}

function keep(doc: Doc, tree: Tree): Doc {
  const kept: [string, unknown][] = [];
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.get(name);
    const part = node === true ? value : node instanceof Map ? keepIn(value, node as Tree) : undefined;
    if (part !== undefined) kept.push([name, part]);
  }
  return Object.fromEntries(kept);
}

function keepIn(value: unknown, tree: Tree): unknown {
  if (isDocument(value)) return keep(value, tree);
  return Array.isArray(value)
    ? value.map((element) => keepIn(element, tree)).filter((part) => part !== undefined)
    : undefined;
}

function leaveOut(doc: Doc, tree: Tree): Doc {
  const left: [string, unknown][] = [];
  for (const [name, value] of Object.entries(doc)) {
    const node = tree.get(name);
    if (node instanceof Map) left.push([name, leaveOutIn(value, node as Tree)]);
    else if (node !== false) left.push([name, value]);
  }
  return Object.fromEntries(left);
}

function leaveOutIn(value: unknown, tree: Tree): unknown {
  if (isDocument(value)) return leaveOut(value, tree);
  return Array.isArray(value) ? value.map((element) => leaveOutIn(element, tree)) : value;
}

// Into an array each element takes the computed fields; what is no document gives way to one.
function addComputed(value: unknown, tree: Tree, doc: Doc): unknown {
  if (Array.isArray(value)) return value.map((element) => addComputed(element, tree, doc));
  let result: Doc = isDocument(value) ? value : {};
  for (const [name, node] of tree) {
    if (typeof node === 'boolean' || (node instanceof Map && !isComputed(node as Tree))) continue;
    const added = typeof node === 'function' ? node(doc) : addComputed(own(result, name), node as Tree, doc);
    result = added === undefined ? withoutField(result, name) : withField(result, name, added);
  }
  return result;
}

function isComputed(tree: Tree): boolean {
  return [...tree.values()].some(
    (node) => typeof node === 'function' || (node instanceof Map && isComputed(node as Tree)),
  );
}
