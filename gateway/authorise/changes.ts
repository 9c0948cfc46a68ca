import {
  type FieldNode,
  getNamedType,
  getNullableType,
  GraphQLID,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  valueFromASTUntyped,
  type ValueNode,
} from 'graphql';

import { denialOf } from './denial';
import type { Protections } from './protections';

/** A protected field at the root of a mutation: that it is asked for is logged before it is done. */
export interface Change {
  readonly coordinate: string;
  /** Its arguments of type ID, at the top and within inputs. */
  readonly ids: readonly ChangeIds[];
}

/** What an argument names: its value, where in it the ids are, and of which type they are. */
interface ChangeIds {
  readonly value: ValueNode;
  /** Names of input fields from the value to the ids. */
  readonly path: readonly string[];
  readonly type: string;
}

/** The protected changes of a written-out operation; those that the asker has no right to are left out. */
export function changesIn(
  { operation, selectionSet }: OperationDefinitionNode,
  { schema, protections }: { readonly schema: GraphQLSchema; readonly protections: Protections },
): readonly Change[] {
  const mutation = schema.getMutationType();
  if (operation !== OperationTypeNode.MUTATION || !mutation) return [];
  return fieldsOf(selectionSet)
    .filter((field) => denialOf(field) === undefined)
    .map((field) => ({ field, coordinate: `${mutation.name}.${field.name.value}` }))
    .filter(({ coordinate }) => (protections.fields[coordinate] ?? []).length > 0)
    .map(({ field, coordinate }) => ({ coordinate, ids: idsOf(field, mutation, schema) }));
}

/** The keys of what is changed, each once, as `Type:key`. */
export function keysChanged(
  changes: readonly Change[],
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  const keys = changes.flatMap(({ ids }) =>
    ids.flatMap(({ value, path, type }) =>
      leavesAt(valueFromASTUntyped(value, variables), path).map((id) => `${type}:${id}`),
    ),
  );
  return [...new Set(keys)];
}

function fieldsOf({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}

function idsOf(field: FieldNode, mutation: GraphQLObjectType, schema: GraphQLSchema): readonly ChangeIds[] {
  const definition = mutation.getFields()[field.name.value];
  const given = new Map((field.arguments ?? []).map(({ name, value }) => [name.value, value]));
  return (definition?.args ?? []).flatMap(({ name, type }) => {
    const value = given.get(name);
    if (value === undefined || definition === undefined) return [];
    const typeOf = (argument: string): string | undefined =>
      argument === 'id' ? getNamedType(definition.type).name : typeNamed(argument, schema);
    return idPaths(name, type).flatMap(({ path, last }) => {
      const typeName = typeOf(last);
      return typeName === undefined ? [] : [{ value, path, type: typeName }];
    });
  });
}

/** Where in an argument ids are, each with the name that it has there. An input within itself is looked into once. */
function idPaths(
  name: string,
  type: GraphQLInputType,
  within: readonly GraphQLInputType[] = [],
): readonly { readonly path: readonly string[]; readonly last: string }[] {
  const inner = getNullableType(type);
  if (isListType(inner)) return idPaths(name, inner.ofType, within);
  if (inner === GraphQLID) return [{ path: [], last: name }];
  if (!isInputObjectType(inner) || within.includes(inner)) return [];
  return Object.values(inner.getFields()).flatMap((field) =>
    idPaths(field.name, field.type, [...within, inner]).map(({ path, last }) => ({
      path: [field.name, ...path],
      last,
    })),
  );
}

/** The one type with an id whose name is or ends with that of the argument, as `alert` names a `StabilityAlert`. */
function typeNamed(argument: string, schema: GraphQLSchema): string | undefined {
  const end = argument.charAt(0).toUpperCase() + argument.slice(1);
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.name.endsWith(end) && 'id' in type.getFields(),
  );
  return types.length === 1 ? types[0]?.name : undefined;
}

function leavesAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => leavesAt(each, path));
  const [first, ...rest] = path;
  if (first === undefined) return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return [];
  return leavesAt((value as Record<string, unknown>)[first], rest);
}
