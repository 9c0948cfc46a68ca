import { type DocumentNode, type InlineFragmentNode, Kind, type SelectionSetNode, visit } from 'graphql';

import { deferDirective, deferOf, labelOf } from './defer-directive';

/**
 * Plans an operation with labelled @defer. Apollo's planner fails where a field of a deferred fragment requires another
 * subgraph's and does not stand at the fragment's top. There what is within is deferred once more; and where that does
 * not help, the fragment is planned as if it were not deferred: it is told by itself all the same, but no sooner than
 * what it stands in.
 */
export function planDeferred<Plan>(operation: DocumentNode, plan: (operation: DocumentNode) => Plan): Plan {
  const tried = new Set<string>();
  let document = operation;
  for (;;) {
    try {
      return plan(document);
    } catch (error) {
      const label = /has deferRef "(\w+)"/.exec(String(error))?.[1];
      const next =
        label === undefined || tried.has(label) ? withoutDefer(document, label) : deferWithin(document, label);
      if (next === document) throw error;
      if (label !== undefined) tried.add(label);
      document = next;
    }
  }
}

const separator = '_';

/** The label of the fragment for which something was deferred once more. */
export function outerLabel(label: string): string {
  return label.split(separator)[0] ?? label;
}

/** Takes one @defer away, or all of them. */
function withoutDefer(document: DocumentNode, label: string | undefined): DocumentNode {
  return visit(document, {
    Directive: (node) => {
      if (node.name.value !== 'defer') return undefined;
      return label === undefined || labelOf(node) === label ? null : undefined;
    },
  });
}

/** Defers what is within the objects of a deferred fragment. */
function deferWithin(document: DocumentNode, label: string): DocumentNode {
  let count = 0;
  const defer = (selectionSet: SelectionSetNode): SelectionSetNode => {
    const directives = [deferDirective(`${label}${separator}${count++}`)];
    return { ...selectionSet, selections: [{ kind: Kind.INLINE_FRAGMENT, directives, selectionSet }] };
  };
  const within = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return selection;
      if (selection.kind === Kind.FIELD) return { ...selection, selectionSet: defer(selection.selectionSet) };
      if (labelOf(deferOf(selection.directives)) !== undefined) return selection;
      return { ...selection, selectionSet: within(selection.selectionSet) };
    }),
  });
  return visit(document, {
    InlineFragment: (node): InlineFragmentNode | undefined =>
      labelOf(deferOf(node.directives)) === label ? { ...node, selectionSet: within(node.selectionSet) } : undefined,
  });
}
