import { type FieldNode, Kind, parse, type SelectionSetNode } from 'graphql';

import { compileRepresent } from './compile-represent';
import { compileRewrites } from './compile-rewrites';
import { mergeFetches } from './merge-fetches';
import type { BatchPlace, FetchStep, PreparedPlan, Step } from './prepared-plan';
import type { DataRewrite, FetchNode, PlanNode, QueryPlan } from './query-plan';
import type { ResponseShape } from './response-shape';
import type { TypeRelations } from './type-relations';

/** Makes a query plan ready: request bodies written, paths cut, representations compiled. */
export function preparePlan(
  plan: QueryPlan,
  shape: ResponseShape,
  operationKind: 'query' | 'mutation',
  relations: TypeRelations,
): PreparedPlan {
  if (plan.node === undefined) return { operationKind, root: null, shape };
  const places = operationKind === 'query' ? mergeFetches(plan.node) : new Map<FetchNode, BatchPlace>();
  return { operationKind, root: prepareNode(plan.node, [], { relations, places }), shape };
}

interface PlanParts {
  readonly relations: TypeRelations;
  readonly places: ReadonlyMap<FetchNode, BatchPlace>;
}

function prepareNode(node: PlanNode, path: readonly string[], parts: PlanParts): Step {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', steps: node.nodes.map((each) => prepareNode(each, path, parts)) };
    case 'Parallel':
      return { kind: 'parallel', steps: node.nodes.map((each) => prepareNode(each, path, parts)) };
    case 'Flatten':
      return prepareNode(node.node, [...path, ...node.path.map(pathElement)], parts);
    case 'Fetch':
      return prepareFetch(node, path, parts);
    case 'Condition':
      throw new Error('Conditions are resolved before planning; the plan still has one.');
  }
}

function pathElement(element: string | number): string {
  return String(element);
}

function prepareFetch(node: FetchNode, path: readonly string[], { relations, places }: PlanParts): FetchStep {
  const name = node.operationName === undefined ? '' : `"operationName":${JSON.stringify(node.operationName)},`;
  const renames = renamesOf(node.outputRewrites ?? []);
  const isEntityFetch = node.requires !== undefined && node.requires.length > 0;
  return {
    kind: 'fetch',
    subgraph: node.serviceName,
    path,
    bodyStart: `{"query":${JSON.stringify(node.operation)},${name}"variables":`,
    variables: node.variableUsages ?? [],
    represent: isEntityFetch ? compileRepresent(node.requires, node.inputRewrites ?? [], relations) : null,
    brings: new Set(keysBrought(node.operation, isEntityFetch).map((key) => renames.get(key) ?? key)),
    rewrite: compileRewrites(node.outputRewrites ?? [], relations),
    renames,
    relations,
    place: places.get(node) ?? null,
  };
}

function renamesOf(rewrites: readonly DataRewrite[]): ReadonlyMap<string, string> {
  return new Map(
    rewrites.flatMap((each) => (each.kind === 'KeyRenamer' ? [[each.path.at(-1) ?? '', each.renameKeyTo]] : [])),
  );
}

/** The response keys that the operation selects on each object it completes. */
function keysBrought(operation: string, isEntityFetch: boolean): string[] {
  const document = parse(operation, { noLocation: true });
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const fieldsOf = (set: SelectionSetNode | undefined): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      return fieldsOf(fragments.get(selection.name.value)?.selectionSet);
    });
  const [definition] = document.definitions;
  const root = definition?.kind === Kind.OPERATION_DEFINITION ? fieldsOf(definition.selectionSet) : [];
  const fields = isEntityFetch ? root.flatMap(({ selectionSet }) => fieldsOf(selectionSet)) : root;
  return fields.map(({ alias, name }) => (alias ?? name).value);
}
