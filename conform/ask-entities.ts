import { Kind, print, type SelectionSetNode } from 'graphql';

import type { EntityKey, KeyValues } from './entity-keys';
import { dataIn, isRecord } from './http-answer';
import type { Subject } from './subject';

/** Asks for entities by their keys. `entities` is null when no list came; `fields` are asked beside the key. */
export async function askEntities(
  subject: Subject,
  { type, selection }: Pick<EntityKey, 'type' | 'selection'>,
  keys: readonly KeyValues[],
  fields = '',
) {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on ${type} ${print(selection).slice(0, -1)} ${fields} } } }`;
  const representations = keys.map((values) => ({ __typename: type, ...values }));
  const answer = await subject.ask(query, { representations });
  const entities = dataIn(answer)?._entities;
  return { answer, entities: Array.isArray(entities) ? (entities as readonly unknown[]) : null };
}

/** Whether an entity has the values of a key. Numbers and texts that read the same are the same. */
export function hasKey(entity: unknown, selection: SelectionSetNode, values: unknown): boolean {
  return selection.selections.every((field) => {
    if (field.kind !== Kind.FIELD || !isRecord(entity) || !isRecord(values)) return false;
    const name = field.name.value;
    if (field.selectionSet !== undefined) return hasKey(entity[name], field.selectionSet, values[name]);
    return String(entity[name]) === String(values[name]);
  });
}
