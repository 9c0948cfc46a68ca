import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

import { type HiddenFields, requirementKey } from './hide-required-fields';
import type { FetchNode, RequiredSelection } from './query-plan';

/**
 * Two fields of one fetch may require the same field with different arguments, but a representation has one place for
 * it. Such a fetch becomes several, each with the fields that can go together.
 */
export function splitFetch(fetch: FetchNode, hidden: HiddenFields): readonly FetchNode[] {
  if (fetch.requires === undefined || !collides(fetch.requires, hidden)) return [fetch];
  const document = parse(fetch.operation, { noLocation: true });
  return partsOf(entityFields(document), fetch.serviceName, hidden).map(({ fields, needs }) => {
    const part = keepFields(document, fields);
    const used = variablesOf(part);
    return {
      ...fetch,
      operation: stripIgnoredCharacters(print(part)),
      requires: keepNeeded(fetch.requires ?? [], needs, hidden),
      variableUsages: (fetch.variableUsages ?? []).filter((name) => used.has(name)),
    };
  });
}

/** Required fields by name, as a tree; types make no difference. */
type Needs = Map<string, Needs>;

interface Part {
  readonly fields: Set<FieldNode>;
  readonly needs: Needs;
}

function collides(selections: readonly RequiredSelection[], hidden: HiddenFields): boolean {
  return needsCollide(needsOfRequired(selections, new Map()), hidden);
}

function needsOfRequired(selections: readonly RequiredSelection[], into: Needs): Needs {
  for (const selection of selections) {
    const inner = selection.kind === 'Field' ? childOf(into, selection.name) : into;
    needsOfRequired(selection.selections ?? [], inner);
  }
  return into;
}

function needsOfSet(set: SelectionSetNode | undefined, into: Needs): Needs {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    const inner = selection.kind === Kind.FIELD ? childOf(into, selection.name.value) : into;
    needsOfSet(selection.selectionSet, inner);
  }
  return into;
}

function childOf(needs: Needs, name: string): Needs {
  const child = needs.get(name) ?? new Map<string, Needs>();
  needs.set(name, child);
  return child;
}

function needsCollide(needs: Needs, hidden: HiddenFields): boolean {
  const names = [...needs.keys()].map((name) => hidden.byName.get(name)?.name ?? name);
  return new Set(names).size < names.length || [...needs.values()].some((each) => needsCollide(each, hidden));
}

function merged(one: Needs, other: Needs): Needs {
  const both: Needs = new Map(one);
  for (const [name, needs] of other) both.set(name, merged(both.get(name) ?? new Map<string, Needs>(), needs));
  return both;
}

interface EntityField {
  readonly node: FieldNode;
  readonly type: string;
}

/** The fields that the operation asks of each entity. */
function entityFields(document: DocumentNode): EntityField[] {
  const [root] = operationOf(document).selectionSet.selections;
  const fields: EntityField[] = [];
  const gather = (set: SelectionSetNode | undefined, type: string): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) fields.push({ node: selection, type });
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        gather(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      }
    }
  };
  gather(root?.kind === Kind.FIELD ? root.selectionSet : undefined, '');
  return fields;
}

function partsOf(fields: readonly EntityField[], subgraph: string, hidden: HiddenFields): Part[] {
  const parts: { fields: Set<FieldNode>; needs: Needs }[] = [];
  for (const { node, type } of fields) {
    const needs = needsOfSet(hidden.requirements.get(requirementKey(subgraph, type, node.name.value)), new Map());
    const part = parts.find((each) => !needsCollide(merged(each.needs, needs), hidden));
    if (part === undefined) parts.push({ fields: new Set([node]), needs });
    else {
      part.fields.add(node);
      part.needs = merged(part.needs, needs);
    }
  }
  return parts;
}

function keepFields(document: DocumentNode, fields: ReadonlySet<FieldNode>): DocumentNode {
  const operation = operationOf(document);
  const keep = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return fields.has(selection) ? [selection] : [];
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      const selectionSet = keep(selection.selectionSet);
      return selectionSet.selections.length === 0 ? [] : [{ ...selection, selectionSet }];
    }),
  });
  const selections = operation.selectionSet.selections.map((root) =>
    root.kind === Kind.FIELD && root.selectionSet ? { ...root, selectionSet: keep(root.selectionSet) } : root,
  );
  const part = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const used = variablesOf({ ...document, definitions: [{ ...part, variableDefinitions: [] }] });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return { ...document, definitions: [{ ...part, variableDefinitions: variableDefinitions ?? [] }] };
}

function keepNeeded(
  selections: readonly RequiredSelection[],
  needs: Needs | undefined,
  hidden: HiddenFields,
): RequiredSelection[] {
  return selections.flatMap((selection): RequiredSelection[] => {
    if (selection.kind === 'InlineFragment') {
      return [{ ...selection, selections: keepNeeded(selection.selections, needs, hidden) }];
    }
    const inner = needs?.get(selection.name);
    if (hidden.byName.has(selection.name) && inner === undefined) return [];
    const { selections: below } = selection;
    return [below === undefined ? selection : { ...selection, selections: keepNeeded(below, inner, hidden) }];
  });
}

function variablesOf(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  visit(document, { Variable: ({ name }) => void used.add(name.value) });
  return used;
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('A fetch without an operation.');
  return operation;
}
