import { type ConstDirectiveNode, type DocumentNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

import { fieldSet, fieldSetText, type FieldsType, isFieldsType, namedType, textOf, withText } from './join-directives';

/**
 * A subgraph that provides `label(size: 2)` need not know `label(size: 9)`, but the planner takes the two for one field
 * and would ask that subgraph for both. In the planner's copy of the supergraph a @provides therefore has no field that
 * can take arguments: it is fetched where it is at home. Apollo's composition allows none either.
 */
export function dropProvidedArguments(supergraph: DocumentNode): DocumentNode {
  const types = new Map(supergraph.definitions.filter(isFieldsType).map((type) => [type.name.value, type]));
  const definitions = supergraph.definitions.map((node) => (isFieldsType(node) ? withoutIn(node, types) : node));
  return { ...supergraph, definitions };
}

type Types = ReadonlyMap<string, FieldsType>;

function withoutIn(type: FieldsType, types: Types): FieldsType {
  const fields = type.fields?.map((field) => {
    const directives = field.directives?.map((each) => withoutArguments(each, namedType(field.type), types));
    return { ...field, ...(directives && { directives }) };
  });
  return { ...type, ...(fields && { fields }) };
}

function withoutArguments(directive: ConstDirectiveNode, typeName: string, types: Types): ConstDirectiveNode {
  const provides = textOf(directive, 'provides');
  if (directive.name.value !== 'join__field' || provides === undefined) return directive;
  const left = keep(fieldSet(provides), typeName, types);
  if (left.selections.length > 0) return withText(directive, 'provides', fieldSetText(left));
  return { ...directive, arguments: directive.arguments?.filter(({ name }) => name.value !== 'provides') ?? [] };
}

function keep(set: SelectionSetNode, typeName: string, types: Types): SelectionSetNode {
  const selections = set.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const field =
      selection.kind === Kind.FIELD
        ? types.get(typeName)?.fields?.find(({ name }) => name.value === selection.name.value)
        : undefined;
    if ((field?.arguments ?? []).length > 0) return [];
    if (selection.selectionSet === undefined) return [selection];
    const condition = selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : undefined;
    const inner = keep(selection.selectionSet, condition ?? (field ? namedType(field.type) : typeName), types);
    return inner.selections.length === 0 ? [] : [{ ...selection, selectionSet: inner }];
  });
  return { ...set, selections };
}
