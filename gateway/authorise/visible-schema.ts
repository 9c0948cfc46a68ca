import {
  buildASTSchema,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  printSchema,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';

import type { Protections } from './protections';
import type { Rights } from './rights';

/** The schema without the fields that an asker has no right to, and without the types that then nothing leads to. */
export function visibleSchema(schema: GraphQLSchema, { fields }: Protections, rights: Rights): GraphQLSchema {
  const { definitions } = parse(printSchema(schema), { noLocation: true });
  let types = definitions.filter((node): node is TypeDefinitionNode => node.kind.endsWith('TypeDefinition'));
  const others = definitions.filter((node) => !node.kind.endsWith('TypeDefinition'));
  types = types.map((type) =>
    withFields(type, ({ name }) => rights.lacking(fields[`${type.name.value}.${name.value}`] ?? []) === undefined),
  );
  // A type without fields is none, and neither is a field that would give one.
  for (let before = -1; before !== types.length;) {
    before = types.length;
    types = types.filter((type) => !isEmpty(type));
    const names = new Set([...types.map(({ name }) => name.value), ...builtIn]);
    types = types.map((type) => withNames(type, names));
  }
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const reached = reachable(
    types,
    roots.flatMap((type) => type?.name ?? []),
    others.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION),
  );
  const seen = types.filter(({ name }) => reached.has(name.value));
  if (!seen.some(({ name }) => name.value === schema.getQueryType()?.name)) return nothingToSee;
  return buildASTSchema(documentOf([...others, ...seen]), { assumeValid: true });
}

const builtIn = ['Int', 'Float', 'String', 'Boolean', 'ID'];

// A schema must have a query; this one says that there is nothing for the asker.
const nothingToSee = buildASTSchema(parse('type Query { "Nothing here is open to you." _nothing: Boolean }'));

function withFields(type: TypeDefinitionNode, isKept: (field: FieldDefinitionNode) => boolean): TypeDefinitionNode {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return type;
  return { ...type, fields: (type.fields ?? []).filter(isKept) };
}

function withNames(type: TypeDefinitionNode, names: ReadonlySet<string>): TypeDefinitionNode {
  const isThere = (node: { readonly name: { readonly value: string } }): boolean => names.has(node.name.value);
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return { ...type, types: (type.types ?? []).filter(isThere) };
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return type;
  const interfaces = (type.interfaces ?? []).filter(isThere);
  return { ...withFields(type, (field) => names.has(named(field.type))), interfaces } as TypeDefinitionNode;
}

function isEmpty(type: TypeDefinitionNode): boolean {
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return (type.types ?? []).length === 0;
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return false;
  return (type.fields ?? []).length === 0;
}

function reachable(
  types: readonly TypeDefinitionNode[],
  roots: readonly string[],
  directives: readonly DirectiveDefinitionNode[],
): ReadonlySet<string> {
  const byName = new Map(types.map((type) => [type.name.value, type]));
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const type = byName.get(name);
    if (type === undefined || reached.has(name)) return;
    reached.add(name);
    for (const next of namesIn(type)) reach(next);
    if (type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    for (const other of types) if (implementsIt(other, name)) reach(other.name.value);
  };
  for (const name of roots) reach(name);
  for (const { arguments: args = [] } of directives) for (const { type } of args) reach(named(type));
  return reached;
}

function implementsIt(type: TypeDefinitionNode, name: string): boolean {
  const isKind = type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
  return isKind && (type.interfaces ?? []).some((each) => each.name.value === name);
}

function namesIn(type: TypeDefinitionNode): string[] {
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = type.fields ?? [];
      const args = fields.flatMap((field) => (field.arguments ?? []).map((each) => named(each.type)));
      return [
        ...fields.map((field) => named(field.type)),
        ...args,
        ...(type.interfaces ?? []).map(({ name }) => name.value),
      ];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (type.fields ?? []).map((field) => named(field.type));
    case Kind.UNION_TYPE_DEFINITION:
      return (type.types ?? []).map(({ name }) => name.value);
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return [];
  }
}

function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}

function documentOf(definitions: readonly DefinitionNode[]): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions };
}
