import { CriticalityLevel, diff } from '@graphql-inspector/core';

import type { Graph } from './graph';

/** A change of what clients see that may concern them. */
export interface ApiChange {
  /** `Type`, `Type.field`, `Type.field.argument` or `Enum.VALUE`. */
  readonly coordinate: string;
  /** What an operation hangs on that the change breaks: of an addition, what it is added to. */
  readonly hangsOn: string;
  readonly message: string;
  /** Breaks operations, or only surprises those who ask. */
  readonly isBreaking: boolean;
}

const additions = new Set(['FIELD_ARGUMENT_ADDED', 'INPUT_FIELD_ADDED', 'UNION_MEMBER_ADDED', 'ENUM_VALUE_ADDED']);

/** Changes of what clients see, without those that concern nobody. */
export async function apiChanges(base: Graph, next: Graph): Promise<ApiChange[]> {
  const changes = await diff(base.schema, next.schema);
  return changes.flatMap(({ path, type, message, criticality }) => {
    if (criticality.level === CriticalityLevel.NonBreaking || path === undefined || path.startsWith('@')) return [];
    const isAddition = additions.has(String(type));
    const parent = path.split('.').slice(0, -1).join('.');
    return [
      {
        coordinate: path,
        hangsOn: isAddition && parent !== '' ? parent : path,
        message,
        isBreaking: criticality.level === CriticalityLevel.Breaking,
      },
    ];
  });
}
