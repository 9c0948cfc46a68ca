import type {
  ASTNode,
  DocumentNode,
  InterfaceTypeDefinitionNode,
  InterfaceTypeExtensionNode,
  ObjectTypeDefinitionNode,
  ObjectTypeExtensionNode,
} from 'graphql';

import { textOf } from '../../gateway/plan/join-directives';
import { apiChanges } from './api-changes';
import type { Draft } from './check-subgraph';
import type { Graph } from './graph';
import { addedProtection } from './protection-step';
import type { Usage } from './usage';

/** What the change would break, by what was asked lately and by whom. */
export async function breakingChanges(base: Graph, next: Graph, usage: Usage): Promise<Draft[]> {
  const changes = await apiChanges(base, next);
  const found = changes.map(({ coordinate, hangsOn, message, isBreaking }): Draft => {
    const operations = usage.of(hangsOn, coordinate);
    const told = { step: 'breaking', message: `${message}.`, coordinate, operations } as const;
    if (!isBreaking) return { ...told, code: 'DANGEROUS_CHANGE', severity: 'warning' };
    if (operations.length === 0) return { ...told, code: 'BREAKING_CHANGE_UNUSED', severity: 'note' };
    const isOpen = operations.some(({ approved }) => approved === null);
    return { ...told, code: 'BREAKING_CHANGE', severity: isOpen ? 'error' : 'note' };
  });
  return [...found, ...addedProtection(base, next, usage)];
}

/** Keys that a type of the subgraph loses. */
export function removedKeys(before: DocumentNode | null, after: DocumentNode | null): Draft[] {
  if (before === null) return [];
  const kept = new Set(after === null ? [] : keysOf(after));
  return keysOf(before)
    .filter((key) => !kept.has(key))
    .map((key) => ({
      step: 'breaking',
      code: 'KEY_REMOVED',
      severity: 'warning',
      message: `${key} would be gone.`,
      coordinate: key.split(' ')[0] ?? null,
    }));
}

function keysOf(document: DocumentNode): string[] {
  return document.definitions.filter(isFieldsTypeOrExtension).flatMap(({ name, directives = [] }) =>
    directives.flatMap((directive) => {
      const fields = /^(federation__)?key$/.test(directive.name.value) ? textOf(directive, 'fields') : undefined;
      return fields === undefined ? [] : [`${name.value} @key(fields: "${fields.trim().replaceAll(/[\s,]+/g, ' ')}")`];
    }),
  );
}

function isFieldsTypeOrExtension(
  node: ASTNode,
): node is
  ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode {
  return /^(Object|Interface)Type(Definition|Extension)$/.test(node.kind);
}
