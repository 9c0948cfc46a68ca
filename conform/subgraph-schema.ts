import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

export interface SchemaField {
  readonly name: string;
  readonly type: TypeNode;
  readonly arguments: readonly { readonly name: string; readonly required: boolean; readonly type: string }[];
  /** Whether another subgraph gives its value, or values that it needs. */
  readonly needsOthers: boolean;
}

/** A subgraph's SDL, as far as the checks read it. */
export interface SubgraphSchema {
  readonly sdl: string;
  /** Whether it names the federation 2 specification by `@link`. */
  readonly isFederation2: boolean;
  /** The fields of each object type, by the type's name. */
  readonly objects: ReadonlyMap<string, readonly SchemaField[]>;
  /** Types that are asked with a selection: objects, interfaces, unions. */
  readonly composites: ReadonlySet<string>;
  /** Every key that `_entities` resolves. */
  readonly keys: readonly { readonly type: string; readonly selection: SelectionSetNode }[];
}

/** @throws GraphQLError when the text is not SDL. */
export function readSubgraphSchema(sdl: string): SubgraphSchema {
  const { definitions } = parse(sdl);
  const types = definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
  const objects = new Map<string, readonly SchemaField[]>();
  for (const type of types) {
    objects.set(type.name.value, [...(objects.get(type.name.value) ?? []), ...(type.fields ?? []).map(fieldOf)]);
  }
  const schemaDirectives = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION ? (node.directives ?? []) : [],
  );
  const abstract = definitions.flatMap((node) =>
    node.kind === Kind.INTERFACE_TYPE_DEFINITION || node.kind === Kind.UNION_TYPE_DEFINITION ? [node.name.value] : [],
  );
  return {
    sdl,
    isFederation2: schemaDirectives.some(isFederationLink),
    objects,
    composites: new Set([...objects.keys(), ...abstract]),
    keys: types.flatMap(keysOf),
  };
}

/** The name of the type, without list and non-null. */
export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

export function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

function fieldOf({ name, type, arguments: given = [], directives = [] }: FieldDefinitionNode): SchemaField {
  return {
    name: name.value,
    type,
    arguments: given.map((argument) => ({
      name: argument.name.value,
      required: argument.type.kind === Kind.NON_NULL_TYPE && argument.defaultValue === undefined,
      type: namedType(argument.type),
    })),
    needsOthers: directives.some((directive) => ['external', 'requires', 'fromContext'].includes(plainName(directive))),
  };
}

function keysOf(type: ObjectTypeDefinitionNode | ObjectTypeExtensionNode) {
  return (type.directives ?? [])
    .filter((directive) => plainName(directive) === 'key' && argumentOf(directive, 'resolvable') !== false)
    .map((directive) => ({ type: type.name.value, selection: selectionOf(String(argumentOf(directive, 'fields'))) }));
}

function isFederationLink(directive: ConstDirectiveNode): boolean {
  const url = argumentOf(directive, 'url');
  return directive.name.value === 'link' && typeof url === 'string' && /\/federation\/v2\.\d+$/.test(url);
}

function selectionOf(fields: string): SelectionSetNode {
  const [operation] = parse(`{ ${fields} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A key is a selection of fields.');
  return operation.selectionSet;
}

function plainName({ name }: ConstDirectiveNode): string {
  return name.value.replace(/^federation__/, '');
}

function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string | boolean | undefined {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.BOOLEAN ? value.value : undefined;
}
