import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, stripIgnoredCharacters } from 'graphql';

import { fetchTarget, joined } from './fetch-target';
import type { BatchPlace, FetchBatch } from './prepared-plan';
import type { FetchNode, PlanNode } from './query-plan';

/**
 * Finds the fetches of entities that can be asked of a subgraph in one request: those that have as many fetches before
 * them. So no fetch ever waits for one that waits for it.
 */
export function mergeFetches(root: PlanNode): ReadonlyMap<FetchNode, BatchPlace> {
  const places = new Map<FetchNode, BatchPlace>();
  for (const fetches of togetherIn(root)) {
    if (fetches.length > 1) for (const [fetch, place] of batchOf(fetches)) places.set(fetch, place);
  }
  return places;
}

interface Mergeable {
  readonly node: FetchNode;
  readonly operation: OperationDefinitionNode;
}

function togetherIn(root: PlanNode): Iterable<readonly Mergeable[]> {
  const together = new Map<string, Mergeable[]>();
  const walk = (node: PlanNode, level: number): number => {
    switch (node.kind) {
      case 'Sequence':
        return node.nodes.reduce((next, each) => walk(each, next), level);
      case 'Parallel':
        return Math.max(level, ...node.nodes.map((each) => walk(each, level)));
      case 'Flatten':
        return walk(node.node, level);
      case 'Fetch': {
        const operation = mergeableOperation(node);
        const key = `${level} ${node.serviceName}`;
        if (operation !== null) together.set(key, [...(together.get(key) ?? []), { node, operation }]);
        return level + 1;
      }
      case 'Defer':
      case 'Condition':
        return level;
    }
  };
  walk(root, 0);
  return together.values();
}

/** The operation of a fetch that asks for entities and for nothing else; null for any other. */
function mergeableOperation(node: FetchNode): OperationDefinitionNode | null {
  if (node.requires === undefined || node.requires.length === 0 || node.operationKind !== 'query') return null;
  const [operation, ...others] = parse(node.operation, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return null;
  return operation.selectionSet.selections.length === 1 ? operation : null;
}

function batchOf(fetches: readonly Mergeable[]): [FetchNode, BatchPlace][] {
  const clientVariables = new Set(fetches.flatMap(({ node }) => node.variableUsages ?? []));
  const questions: { key: string; operation: OperationDefinitionNode; alias: string; variable: string }[] = [];
  const asked = fetches.map(({ node, operation }, index) => {
    // Who asks the same of entities that have nothing within is asked for once: their objects can be shared anywhere.
    const key = hasOnlyLeaves(operation) && !node.outputRewrites ? print(operation.selectionSet) : `${index}`;
    const known = questions.findIndex((each) => each.key === key);
    if (known !== -1) return known;
    const place = questions.length;
    const variable = freeName(`representations_${place}`, clientVariables);
    questions.push({ key, operation, alias: `entities_${place}`, variable });
    return place;
  });
  const operation = stripIgnoredCharacters(print(mergedDocument(questions)));
  const name = questions[0]?.operation.name?.value;
  const operationName = name === undefined ? '' : `"operationName":${JSON.stringify(name)},`;
  const batch: FetchBatch = {
    size: fetches.length,
    isChange: false,
    target: joined(fetches.map(({ node }) => fetchTarget(node))),
    bodyStart: `{"query":${JSON.stringify(operation)},${operationName}"variables":`,
    variables: [...clientVariables],
    questions: questions.map(({ alias, variable }) => ({ alias, variable })),
  };
  return fetches.map(({ node }, index) => [node, { batch, question: asked[index] ?? 0 }]);
}

function mergedDocument(
  questions: readonly { operation: OperationDefinitionNode; alias: string; variable: string }[],
): DocumentNode {
  const definitions = new Map<string, NonNullable<OperationDefinitionNode['variableDefinitions']>[number]>();
  const selections = questions.flatMap(({ operation, alias, variable }) => {
    const name = { kind: Kind.NAME, value: variable } as const;
    for (const definition of operation.variableDefinitions ?? []) {
      if (definition.variable.name.value !== 'representations') {
        definitions.set(definition.variable.name.value, definition);
      } else definitions.set(variable, { ...definition, variable: { kind: Kind.VARIABLE, name } });
    }
    return operation.selectionSet.selections.map((selection) => {
      if (selection.kind !== Kind.FIELD) throw new Error('A fetch of entities selects something else.');
      const argument = {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'representations' },
        value: { kind: Kind.VARIABLE, name },
      } as const;
      return { ...selection, alias: { kind: Kind.NAME, value: alias }, arguments: [argument] } as const;
    });
  });
  const first = questions[0]?.operation;
  if (first === undefined) throw new Error('A batch without a fetch.');
  const variableDefinitions = [...definitions.values()];
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  return { kind: Kind.DOCUMENT, definitions: [{ ...first, variableDefinitions, selectionSet }] };
}

/** Whether the fields that are asked of each entity have no selections of their own. */
function hasOnlyLeaves({ selectionSet }: OperationDefinitionNode): boolean {
  const areLeaves = (set: OperationDefinitionNode['selectionSet']): boolean =>
    set.selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return selection.selectionSet === undefined;
      return selection.kind === Kind.INLINE_FRAGMENT && areLeaves(selection.selectionSet);
    });
  const [entities] = selectionSet.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet !== undefined && areLeaves(entities.selectionSet);
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name;
}
