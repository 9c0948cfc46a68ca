import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode, visit } from 'graphql';

import { compileCost } from '../../gateway/cost/compile-cost';
import { saysCosts } from '../../gateway/cost/costs';
import type { Draft } from './check-subgraph';
import type { Graph } from './graph';
import type { Usage } from './usage';

const mostOperations = 100;
/** How long a list is taken to be of which nothing is said: as COST_LIST_SIZE is when unset. */
const listSize = 10;

/** Operations among the most asked that would be estimated to cost more. */
export function raisedCosts(base: Graph, next: Graph, usage: Usage): Draft[] {
  if (!saysCosts(next.costs)) return [];
  return usage.mostAsked(mostOperations).flatMap(({ operation, document }): Draft[] => {
    const before = estimatedCost(document, base);
    const after = estimatedCost(document, next);
    if (after <= before) return [];
    const { _id: digest, name, calls, clients } = operation;
    return [
      {
        step: 'cost',
        code: 'COST_RAISED',
        severity: 'warning',
        message: `The operation ${name ?? digest.slice(0, 12)} would be estimated to cost ${after} points in place of ${before}.`,
        coordinate: null,
        operations: [{ digest, name, calls, clients, approved: null }],
      },
    ];
  });
}

/** In points; of variables nothing is known. */
export function estimatedCost(document: DocumentNode, { schema, costs }: Graph): number {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return 0;
  return compileCost(withFragmentsWritten(operation, document), { schema, costs, listSize })({});
}

function withFragmentsWritten(operation: OperationDefinitionNode, document: DocumentNode): OperationDefinitionNode {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const written = (set: SelectionSetNode, within: readonly string[]): SelectionSetNode =>
    visit(set, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || within.includes(name.value)) return null;
        const { typeCondition, selectionSet } = fragment;
        const inner = written(selectionSet, [...within, name.value]);
        return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: inner };
      },
    });
  return { ...operation, selectionSet: written(operation.selectionSet, []) };
}
