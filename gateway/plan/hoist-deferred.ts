import { type DirectiveNode, type InlineFragmentNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

import { deferOf } from './defer-directive';

/**
 * Takes deferred fragments out of the fragments that they stand in, to where a field's or another deferred fragment's
 * selections begin; the conditions go within: `... on A { x ... on B @defer { y } }` becomes
 * `... on A { x } ... @defer { ... on A { ... on B { y } } }`, which is the same. Apollo's planner loses its way where a
 * fragment is deferred whose type, or that of one around it, is an interface or union that a subgraph does not know.
 */
export function hoistDeferred(set: SelectionSetNode): SelectionSetNode {
  return written(hoisted(set.selections));
}

interface Hoisted {
  readonly plain: readonly SelectionNode[];
  readonly deferred: readonly Deferred[];
}

interface Deferred extends Hoisted {
  readonly directive: DirectiveNode;
}

function hoisted(selections: readonly SelectionNode[]): Hoisted {
  const each = selections.map((selection): Hoisted => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return hoistedFragment(selection);
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return { plain: [selection], deferred: [] };
    return { plain: [{ ...selection, selectionSet: hoistDeferred(selection.selectionSet) }], deferred: [] };
  });
  return { plain: each.flatMap(({ plain }) => plain), deferred: each.flatMap(({ deferred }) => deferred) };
}

function hoistedFragment(fragment: InlineFragmentNode): Hoisted {
  const directive = deferOf(fragment.directives);
  const rest = { ...fragment, directives: fragment.directives?.filter((each) => each !== directive) ?? [] };
  const within = conditioned(hoisted(fragment.selectionSet.selections), rest);
  return directive === undefined ? within : { plain: [], deferred: [{ directive, ...within }] };
}

/** What is selected under a fragment's conditions. */
function conditioned({ plain, deferred }: Hoisted, fragment: InlineFragmentNode): Hoisted {
  const selectionSet = { kind: Kind.SELECTION_SET, selections: plain } as const;
  return {
    plain: plain.length === 0 ? [] : [{ ...fragment, selectionSet }],
    deferred: deferred.map(({ directive, ...each }) => ({ directive, ...conditioned(each, fragment) })),
  };
}

function written({ plain, deferred }: Hoisted): SelectionSetNode {
  const fragments = deferred.map(({ directive, ...within }) => ({
    kind: Kind.INLINE_FRAGMENT as const,
    directives: [directive],
    selectionSet: written(within),
  }));
  return { kind: Kind.SELECTION_SET, selections: [...plain, ...fragments] };
}
