import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

export type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export function isFieldsType(node: { readonly kind: Kind }): node is FieldsType {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** A field set, as @requires and @provides have it, read. */
export function fieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No field set: ${text}`);
  return definition.selectionSet;
}

/** A field set written. */
export function fieldSetText(set: SelectionSetNode): string {
  return set.selections.map((selection) => print(selection)).join(' ');
}

export function argumentOf(directive: ConstDirectiveNode, name: string): ConstArgumentNode['value'] | undefined {
  return directive.arguments?.find((each) => each.name.value === name)?.value;
}

export function textOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

export function enumOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

/** The directive with another text for an argument that it has. */
export function withText(directive: ConstDirectiveNode, argument: string, text: string): ConstDirectiveNode {
  const args = directive.arguments?.map((each) =>
    each.name.value === argument ? { ...each, value: { kind: Kind.STRING, value: text } as const } : each,
  );
  return { ...directive, ...(args && { arguments: args }) };
}
