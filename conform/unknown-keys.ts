import { Kind, type SelectionSetNode } from 'graphql';

import type { EntityKey, KeyValues } from './entity-keys';
import { isRecord } from './http-answer';
import { namedType, type SubgraphSchema } from './subgraph-schema';

/** Keys of the same form as the known ones, of entities that are not there. */
export function unknownKeys({ type, selection, known }: EntityKey, schema: SubgraphSchema, count: number): KeyValues[] {
  const taken = new Set(known.map((values) => JSON.stringify(values)));
  const found: KeyValues[] = [];
  for (let number = 1; found.length < count; number += 1) {
    const values = unknownValues(selection, known[0], schema, type, number);
    if (!taken.has(JSON.stringify(values))) found.push(values);
  }
  return found;
}

function unknownValues(
  selection: SelectionSetNode,
  sample: unknown,
  schema: SubgraphSchema,
  type: string,
  number: number,
): KeyValues {
  const fields = schema.objects.get(type) ?? [];
  return Object.fromEntries(
    selection.selections.flatMap((field) => {
      if (field.kind !== Kind.FIELD) return [];
      const name = field.name.value;
      const declared = fields.find((candidate) => candidate.name === name);
      const inner = declared === undefined ? 'String' : namedType(declared.type);
      const like = isRecord(sample) ? sample[name] : undefined;
      const value = field.selectionSet
        ? unknownValues(field.selectionSet, like, schema, inner, number)
        : unknownValue(like, inner, number);
      return [[name, value]];
    }),
  );
}

/** Like the sample with its digits replaced from the right by those of a number near the highest: `31.75.03` becomes `99.99.98`. */
function unknownValue(sample: unknown, type: string, number: number): unknown {
  if (type === 'Int' || typeof sample === 'number') return 2_147_483_647 - number;
  if (type === 'Boolean') return number % 2 === 0;
  if (typeof sample !== 'string' || !/\d{3}/.test(sample.replaceAll(/\D/g, ''))) return `conform-unknown-${number}`;
  const digits = sample.replaceAll(/\D/g, '').length;
  const replaced = Array.from(String(10 ** Math.min(digits, 15) - 1 - number).padStart(digits, '9'));
  return sample.replaceAll(/\d/g, () => replaced.shift() ?? '9');
}
