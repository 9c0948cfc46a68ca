import { Kind, parse } from 'graphql';

import type { FetchNode } from './query-plan';

/**
 * What a fetch asks its subgraph for: the types of its entities, or the fields at its root, in alphabetical order and with
 * commas. What fails together has one.
 */
export function fetchTarget({ requires = [], operation }: Pick<FetchNode, 'requires' | 'operation'>): string {
  const types = requires.flatMap((each) => (each.kind === 'InlineFragment' ? [each.typeCondition ?? ''] : []));
  return joined(types.length > 0 ? types : rootFields(operation));
}

/** The target of fetches that are asked together. */
export function joined(targets: readonly string[]): string {
  return [...new Set(targets)].sort().join(',');
}

function rootFields(operation: string): string[] {
  const [definition] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}
