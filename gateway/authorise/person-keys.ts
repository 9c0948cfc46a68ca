import {
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

import type { AuthoriseSources } from './authorise-operation';

/** The beginning of every key under which a person's key comes: `person_key__Type__field`. No alias of a client begins so. */
export const personKeyPrefix = 'person_key__';

/** Asks for the keys of persons' records wherever an operation comes to one, beside what the client asked. */
export function withPersonKeys(operation: OperationDefinitionNode, { schema, protections }: AuthoriseSources) {
  const root = schema.getRootType(operation.operation);
  if (!root || Object.keys(protections.personKeys).length === 0) return operation;
  const keysOf = (type: GraphQLCompositeType): SelectionNode[] => {
    if (isAbstractType(type))
      return schema.getPossibleTypes(type).flatMap((each) => fragmentOn(each.name, keysOf(each)));
    const { personKeys } = protections;
    return (Object.hasOwn(personKeys, type.name) ? (personKeys[type.name] ?? []) : [])
      .filter((name) => isObjectType(type) && Object.hasOwn(type.getFields(), name))
      .map((name) => keyField(type.name, name));
  };
  const through = (set: SelectionSetNode, type: GraphQLCompositeType, isWhole: boolean): SelectionSetNode => {
    const selections = set.selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = schema.getType(selection.typeCondition?.name.value ?? type.name);
        const narrowed = isCompositeType(inner) ? inner : type;
        return { ...selection, selectionSet: through(selection.selectionSet, narrowed, false) };
      }
      const inner = fieldType(type, selection.name.value);
      if (selection.selectionSet === undefined || inner === undefined) return selection;
      return { ...selection, selectionSet: through(selection.selectionSet, inner, true) };
    });
    return { ...set, selections: isWhole ? [...selections, ...keysOf(type)] : selections };
  };
  return { ...operation, selectionSet: through(operation.selectionSet, root, true) };
}

/** The keys that came, each once, as `Type:key`; several fields of one key are joined by `|`. */
export function personKeysIn(data: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    const byType = new Map<string, unknown[]>();
    for (const [key, inner] of Object.entries(value)) {
      if (!key.startsWith(personKeyPrefix)) visit(inner);
      else if (inner !== null) {
        const type = key.slice(personKeyPrefix.length, key.lastIndexOf('__'));
        byType.set(type, [...(byType.get(type) ?? []), inner]);
      }
    }
    for (const [type, parts] of byType) found.add(`${type}:${parts.map(String).join('|')}`);
  };
  visit(data);
  return [...found];
}

function fieldType(type: GraphQLCompositeType, name: string): GraphQLCompositeType | undefined {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  const named = field && getNamedType(field.type);
  return isCompositeType(named) ? named : undefined;
}

function keyField(type: string, name: string): FieldNode {
  return {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: `${personKeyPrefix}${type}__${name}` },
    name: { kind: Kind.NAME, value: name },
  };
}

function fragmentOn(type: string, selections: readonly SelectionNode[]): InlineFragmentNode[] {
  if (selections.length === 0) return [];
  return [
    {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    },
  ];
}
