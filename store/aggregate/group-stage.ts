import type { AccumulatorName } from '../capabilities';
import { CommandError, notHere } from '../command-error';
import { type Doc, isDocument } from '../values/document';
import { keyOf } from '../values/order';
import { type Accumulator, accumulators } from './accumulators';
import { compileForDocument } from './compile-expression';
import type { Stage } from './stages';

interface Group {
  readonly id: unknown;
  readonly parts: readonly Accumulator[];
}

/** `$group`: one document per value of `_id`; a missing value groups with null (manual: $group). */
export function groupStage(spec: unknown): Stage {
  if (!isDocument(spec)) throw new CommandError(15947, "a group's fields must be specified in an object");
  if (!('_id' in spec)) throw new CommandError(15955, 'a group specification must include an _id');
  const idOf = compileForDocument(spec._id);
  const fields = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, part]) => ({ name, begin: compileField(name, part) }));
  return (docs, { deadline }) => {
    const groups = new Map<string, Group>();
    for (const doc of docs) {
      deadline.tick();
      const { parts } = groupFor(groups, idOf(doc) ?? null, fields);
      for (const part of parts) part.add(doc);
    }
    return [...groups.values()].map(({ id, parts }) => resultOf(id, fields, parts));
  };
}

function compileField(name: string, part: unknown): () => Accumulator {
  if (name.includes('.')) throw new CommandError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) throw new CommandError(40236, `The field name '${name}' cannot be an operator name`);
  const [operator, ...others] = isDocument(part) ? Object.keys(part) : [];
  if (!isDocument(part) || operator === undefined)
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  if (others.length > 0) throw new CommandError(40238, `The field '${name}' must specify one accumulator`);
  if (!Object.hasOwn(accumulators, operator)) throw notHere('group operator', operator, 15952);
  return accumulators[operator as AccumulatorName](part[operator]);
}

function groupFor(groups: Map<string, Group>, id: unknown, fields: readonly { begin: () => Accumulator }[]): Group {
  const key = keyOf(id);
  const found = groups.get(key);
  if (found) return found;
  const group = { id, parts: fields.map(({ begin }) => begin()) };
  groups.set(key, group);
  return group;
}

function resultOf(id: unknown, fields: readonly { name: string }[], parts: readonly Accumulator[]): Doc {
  return Object.fromEntries([['_id', id], ...fields.map(({ name }, at) => [name, parts[at]?.result()] as const)]);
}
