import { capabilities, type ExpressionName } from '../capabilities';
import { CommandError, failedToParse, notHere } from '../command-error';
import { type Doc, isDocument, own } from '../values/document';
import { operators } from './expression-operators';

/** The document at hand and the variables of `$map` and `$filter` around. */
export interface Scope {
  readonly root: Doc;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Undefined stands for a missing value, which MongoDB's expressions tell apart from null. */
export type Expression = (scope: Scope) => unknown;
export type Compile = (spec: unknown, locals?: readonly string[]) => Expression;

/** Compiles an aggregation expression once; `locals` are the variables known where it stands. */
export const compileExpression: Compile = (spec, locals = []) => {
  if (typeof spec === 'string' && spec.startsWith('$')) return compileReference(spec, locals);
  if (Array.isArray(spec)) {
    const parts = spec.map((part) => compileExpression(part, locals));
    return (scope) => parts.map((part) => part(scope) ?? null);
  }
  if (!isDocument(spec)) return () => spec;
  return Object.keys(spec)[0]?.startsWith('$') === true ? compileOperator(spec, locals) : compileObject(spec, locals);
};

/** An expression over documents that stand alone. */
export function compileForDocument(spec: unknown): (doc: Doc) => unknown {
  if (typeof spec === 'string' && /^\$[^$.]+$/.test(spec)) {
    const name = spec.slice(1);
    return (doc) => own(doc, name);
  }
  const expression = compileExpression(spec);
  return (root) => expression({ root, variables: {} });
}

function compileReference(reference: string, locals: readonly string[]): Expression {
  const [head = '', ...path] = reference.split('.');
  if (path.includes('') || head === '$' || head === '$$')
    throw failedToParse(`'${reference}' is not a valid field path`);
  if (!head.startsWith('$$')) {
    const whole = [head.slice(1), ...path];
    return ({ root }) => follow(root, whole, 0);
  }
  if (capabilities.variables.some((name) => name === head)) return ({ root }) => follow(root, path, 0);
  const name = head.slice(2);
  if (!locals.includes(name)) throw notHere('variable', head, 17276);
  return ({ variables }) => follow(variables[name], path, 0);
}

// Through an array a path collects what each of its documents has.
function follow(value: unknown, path: readonly string[], at: number): unknown {
  const name = path[at];
  if (name === undefined) return value;
  if (Array.isArray(value))
    return value.map((element) => follow(element, path, at)).filter((part) => part !== undefined);
  return isDocument(value) ? follow(own(value, name), path, at + 1) : undefined;
}

function compileOperator(spec: Doc, locals: readonly string[]): Expression {
  const [name = '', ...others] = Object.keys(spec);
  const compile = Object.hasOwn(operators, name) ? operators[name as ExpressionName] : undefined;
  if (!compile) throw notHere('expression', name, 168);
  if (others.length > 0)
    throw new CommandError(15983, `An expression has one operator, not ${Object.keys(spec).join(' and ')}.`);
  return compile(spec[name], compileExpression, locals);
}

function compileObject(spec: Doc, locals: readonly string[]): Expression {
  const fields = Object.entries(spec).map(([name, part]) => {
    if (name.startsWith('$') || name.includes('.'))
      throw new CommandError(16410, `FieldPath field name may not be '${name}'.`);
    return [name, compileExpression(part, locals)] as const;
  });
  return (scope) =>
    Object.fromEntries(
      fields.map(([name, part]) => [name, part(scope)] as const).filter(([, value]) => value !== undefined),
    );
}
