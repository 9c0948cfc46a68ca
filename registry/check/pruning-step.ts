import { isInterfaceType, isObjectType } from 'graphql';

import type { Draft } from './check-subgraph';
import type { Graph } from './graph';
import type { Usage } from './usage';

/** Deprecated fields that nobody asked for within the window: they can go. Nothing, when nothing was seen at all. */
export function unusedFields(next: Graph, usage: Usage): Draft[] {
  if (usage.isEmpty) return [];
  return Object.values(next.schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, deprecationReason }): Draft[] => {
      const coordinate = `${type.name}.${name}`;
      if (deprecationReason == null || usage.isUsed(coordinate)) return [];
      const message = `${coordinate} is deprecated, and nobody asked for it.`;
      return [{ step: 'pruning', code: 'UNUSED_FIELD', severity: 'note', message, coordinate }];
    });
  });
}
