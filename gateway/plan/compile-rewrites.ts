import type { DataObject } from './prepared-plan';
import type { DataRewrite } from './query-plan';
import type { TypeRelations } from './type-relations';

export interface CompiledRewrite {
  readonly steps: readonly ((value: DataObject) => unknown)[];
  readonly change: (object: DataObject) => void;
}

const fragment = '... on ';

/** The changes that the planner asks for of data on their way out or in, or null when there are none. */
export function compileRewrites(
  rewrites: readonly DataRewrite[],
  relations: TypeRelations,
): ((data: unknown) => void) | null {
  if (rewrites.length === 0) return null;
  const compiled = compileRewriteList(rewrites, relations);
  return (data) => applyRewrites(compiled, data);
}

export function compileRewriteList(rewrites: readonly DataRewrite[], relations: TypeRelations): CompiledRewrite[] {
  return rewrites.map((rewrite) => ({
    steps: rewrite.path.slice(0, -1).map((element) => compileStep(element, relations)),
    change: compileChange(rewrite, rewrite.path.at(-1) ?? ''),
  }));
}

export function applyRewrites(rewrites: readonly CompiledRewrite[], data: unknown): void {
  for (const { steps, change } of rewrites) follow(data, steps, 0, change);
}

function compileStep(element: string, relations: TypeRelations): (value: DataObject) => unknown {
  if (!element.startsWith(fragment)) return (value) => (Object.hasOwn(value, element) ? value[element] : undefined);
  const condition = element.slice(fragment.length);
  return (value) => {
    const typename = value.__typename;
    // An object that does not say its type is taken to fit: the planner put the condition where it must.
    return typeof typename !== 'string' || relations.fits(typename, condition) ? value : undefined;
  };
}

function compileChange(rewrite: DataRewrite, key: string): (object: DataObject) => void {
  if (rewrite.kind === 'ValueSetter') return (object) => (object[key] = rewrite.setValueTo);
  const { renameKeyTo } = rewrite;
  return (object) => {
    // Whatever the value is, 0, false and "" included.
    if (!Object.hasOwn(object, key)) return;
    object[renameKeyTo] = object[key];
    Reflect.deleteProperty(object, key);
  };
}

function follow(
  value: unknown,
  steps: CompiledRewrite['steps'],
  at: number,
  change: (object: DataObject) => void,
): void {
  if (Array.isArray(value)) {
    for (const item of value) follow(item, steps, at, change);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const step = steps[at];
  if (step === undefined) change(value as DataObject);
  else follow(step(value as DataObject), steps, at + 1, change);
}
