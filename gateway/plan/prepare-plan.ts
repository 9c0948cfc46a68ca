import { type FieldNode, Kind, parse, type SelectionSetNode } from 'graphql';

import { compileRepresent } from './compile-represent';
import { compileRewrites } from './compile-rewrites';
import { fetchTarget } from './fetch-target';
import { mergeFetches } from './merge-fetches';
import { outerLabel } from './plan-deferred';
import type { BatchPlace, DeferredSteps, FetchStep, PreparedPlan, Step } from './prepared-plan';
import type { DataRewrite, DeferredNode, FetchNode, PlanNode, QueryPlan } from './query-plan';
import type { TypeRelations } from './type-relations';

/** Makes a query plan ready: request bodies written, paths cut, representations compiled. */
export function preparePlan(
  plan: QueryPlan,
  parts: Pick<PreparedPlan, 'shape' | 'access' | 'deprecations' | 'costOf' | 'operationKind'>,
  relations: TypeRelations,
): PreparedPlan {
  const { operationKind } = parts;
  return { ...parts, ...prepareRoot(plan.node, { relations, operationKind, fetches: new Map() }) };
}

interface Preparing {
  readonly relations: TypeRelations;
  readonly operationKind: 'query' | 'mutation';
  /** The fetches on which deferred nodes depend, by the planner's id. A fetch may have become several. */
  readonly fetches: Map<string, FetchStep[]>;
}

function prepareRoot(node: PlanNode | undefined, preparing: Preparing): Pick<PreparedPlan, 'root' | 'deferred'> {
  if (node?.kind !== 'Defer') return { root: prepareSteps(node, preparing), deferred: [] };
  const { primary, deferred } = node;
  return {
    root: prepareSteps(primary.node, preparing),
    deferred: deferred.map((each) => prepareDeferred(each, preparing)),
  };
}

function prepareDeferred({ label = '', depends, node }: DeferredNode, preparing: Preparing): DeferredSteps {
  return {
    fragment: outerLabel(label),
    depends: depends.flatMap(({ id }) => preparing.fetches.get(id) ?? []),
    ...prepareRoot(node, preparing),
  };
}

interface StepParts extends Preparing {
  readonly places: ReadonlyMap<FetchNode, BatchPlace>;
}

/** Only what runs together is asked together. */
function prepareSteps(node: PlanNode | undefined, preparing: Preparing): Step | null {
  if (node === undefined) return null;
  const places = preparing.operationKind === 'query' ? mergeFetches(node) : new Map<FetchNode, BatchPlace>();
  return prepareNode(node, [], { ...preparing, places });
}

function prepareNode(node: PlanNode, path: readonly string[], parts: StepParts): Step {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', steps: node.nodes.map((each) => prepareNode(each, path, parts)) };
    case 'Parallel':
      return { kind: 'parallel', steps: node.nodes.map((each) => prepareNode(each, path, parts)) };
    case 'Flatten':
      return prepareNode(node.node, [...path, ...node.path.map(pathElement)], parts);
    case 'Fetch': {
      const step = prepareFetch(node, path, parts);
      if (node.id !== undefined) parts.fetches.set(node.id, [...(parts.fetches.get(node.id) ?? []), step]);
      return step;
    }
    case 'Defer':
      throw new Error('A plan defers within a step.');
    case 'Condition':
      throw new Error('Conditions are resolved before planning; the plan still has one.');
  }
}

function pathElement(element: string | number): string {
  return String(element);
}

function prepareFetch(
  node: FetchNode,
  path: readonly string[],
  { relations, places, operationKind }: StepParts,
): FetchStep {
  const name = node.operationName === undefined ? '' : `"operationName":${JSON.stringify(node.operationName)},`;
  const renames = renamesOf(node.outputRewrites ?? []);
  const isEntityFetch = node.requires !== undefined && node.requires.length > 0;
  return {
    kind: 'fetch',
    subgraph: node.serviceName,
    isChange: operationKind === 'mutation' && path.length === 0 && !isEntityFetch,
    target: fetchTarget(node),
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
