import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';

import type { HiddenFields } from './hide-required-fields';
import type { DeferNode, FetchNode, PlanNode, QueryPlan, RequiredSelection } from './query-plan';
import { splitFetch } from './split-fetch';

/** A plan over the planner's copy becomes one over the subgraphs: hidden fields take their names and arguments back. */
export function restoreRequiredFields(plan: QueryPlan, hidden: HiddenFields): QueryPlan {
  if (hidden.byName.size === 0 || plan.node === undefined) return plan;
  return { node: restoreNode(plan.node, hidden) };
}

function restoreNode(node: PlanNode, hidden: HiddenFields): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((each) => restoreNode(each, hidden)) };
    case 'Flatten':
      return { ...node, node: restoreNode(node.node, hidden) };
    case 'Defer':
      return restoreDefer(node, hidden);
    case 'Condition':
      return node;
    case 'Fetch': {
      const parts = splitFetch(node, hidden).map((part) => restoreFetch(part, hidden));
      return parts.length === 1 && parts[0] ? parts[0] : { kind: 'Parallel', nodes: parts };
    }
  }
}

function restoreDefer({ primary, deferred }: DeferNode, hidden: HiddenFields): DeferNode {
  const restored = <Part extends { readonly node?: PlanNode }>(part: Part): Part =>
    part.node === undefined ? part : { ...part, node: restoreNode(part.node, hidden) };
  return { kind: 'Defer', primary: restored(primary), deferred: deferred.map(restored) };
}

function restoreFetch(fetch: FetchNode, hidden: HiddenFields): FetchNode {
  return {
    ...fetch,
    operation: restoreOperation(fetch.operation, hidden),
    ...(fetch.requires && { requires: fetch.requires.map((each) => restoreRequired(each, hidden)) }),
  };
}

/** Prints each hidden field as `hidden: field(arguments)`: the data keep the hidden name. */
function restoreOperation(operation: string, { byName }: HiddenFields): string {
  if (![...byName.keys()].some((name) => operation.includes(name))) return operation;
  const document = visit(parse(operation, { noLocation: true }), {
    Field: (node) => {
      const field = byName.get(node.name.value);
      if (field === undefined) return undefined;
      return {
        ...node,
        alias: node.alias ?? node.name,
        name: { kind: Kind.NAME, value: field.name },
        arguments: field.arguments,
      };
    },
  });
  return stripIgnoredCharacters(print(document));
}

/** A representation is read under the hidden name and sent under the true one. */
function restoreRequired(selection: RequiredSelection, hidden: HiddenFields): RequiredSelection {
  const selections = selection.selections?.map((each) => restoreRequired(each, hidden));
  if (selection.kind === 'InlineFragment') return { ...selection, selections: selections ?? [] };
  const field = hidden.byName.get(selection.name);
  return {
    ...selection,
    ...(field && { alias: selection.name, name: field.name }),
    ...(selections && { selections }),
  };
}
