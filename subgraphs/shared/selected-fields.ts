import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

/**
 * Names of the fields that an operation asks for beneath the field being resolved, fragments looked into.
 * @param path names of fields that lead there.
 */
export function selectedFields(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  path: readonly string[],
): ReadonlySet<string> {
  const fieldsIn = ({ selections }: SelectionSetNode): FieldNode[] => selections.flatMap(fieldsOf);
  const fieldsOf = (selection: SelectionNode): FieldNode[] => {
    switch (selection.kind) {
      case Kind.FIELD:
        return [selection];
      case Kind.INLINE_FRAGMENT:
        return fieldsIn(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments[selection.name.value];
        return fragment === undefined ? [] : fieldsIn(fragment.selectionSet);
      }
    }
  };
  const beneath = (fields: readonly FieldNode[]): FieldNode[] =>
    fields.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : fieldsIn(selectionSet)));
  const named = (fields: readonly FieldNode[], name: string): FieldNode[] =>
    fields.filter((field) => field.name.value === name);
  const found = path.reduce((fields, name) => named(beneath(fields), name), [...fieldNodes]);
  return new Set(beneath(found).map(({ name }) => name.value));
}
