import {
  type DirectiveNode,
  type DocumentNode,
  execute,
  type ExecutionResult,
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  SchemaMetaFieldDef,
  type SelectionNode,
  TypeMetaFieldDef,
} from 'graphql';

import { denialOf } from '../authorise/denial';
import type { CostSources } from '../cost/compile-cost';
import { weightAt } from '../cost/costs';
import { deferOf, labelOf } from './defer-directive';
import { dataKey } from './normalise-operation';
import type { DeferredFragment, FieldShape, ObjectShape, ResponseShape, TypeShape } from './response-shape';
import type { TypeRelations } from './type-relations';
import { leafWriter, quote } from './write-leaf';

export interface ShapeSources extends CostSources {
  readonly schema: GraphQLSchema;
  /** What introspection shows. */
  readonly introspected: GraphQLSchema;
  readonly relations: TypeRelations;
  readonly fieldNames: ReadonlySet<string>;
  readonly interfaceObjects: ReadonlySet<string>;
}

interface Sources extends ShapeSources {
  readonly planLabels: ReadonlyMap<DirectiveNode, string>;
}

/** The shape of the answer to an operation without fragments and conditions. `planLabels` says which @defer is which. */
export function compileShape(
  operation: OperationDefinitionNode,
  sources: ShapeSources,
  planLabels: ReadonlyMap<DirectiveNode, string> = new Map(),
): ResponseShape {
  const root = sources.schema.getRootType(operation.operation);
  if (!root) throw new Error(`No root type for ${operation.operation}.`);
  return objectShape(root, [operation.selectionSet.selections], { ...sources, planLabels }, operation);
}

type Selections = readonly (readonly SelectionNode[])[];

function objectShape(
  type: GraphQLCompositeType,
  selections: Selections,
  sources: Sources,
  rootOf: OperationDefinitionNode | null = null,
): ObjectShape {
  const { schema, relations, planLabels } = sources;
  const hasDeferred = planLabels.size > 0 && selections.some((each) => each.some(defers));
  // Fields of a type are worked out when the first object of it is met; the plan is shared, and so is the work.
  const byType = new Map<string, readonly FieldShape[] | undefined>();
  const mayBe = (name: string): boolean => {
    const given = schema.getType(name);
    return (isObjectType(given) || isInterfaceType(given)) && relations.fits(name, type.name);
  };
  const fieldsFor = (name: string): readonly FieldShape[] | undefined => {
    const fields = fieldShapes(name, selections, sources, rootOf);
    // Nothing is of an interface's type: where the type was asked for, an object whose type is not known cannot stand.
    return isInterfaceType(schema.getType(name)) && fields.some(({ isTypeName }) => isTypeName) ? undefined : fields;
  };
  const fieldsOf = (name: string): readonly FieldShape[] | undefined => {
    if (!byType.has(name)) byType.set(name, mayBe(name) ? fieldsFor(name) : undefined);
    return byType.get(name);
  };
  const deferredByType = new Map<string, readonly DeferredFragment[]>();
  const deferredFor = (name: string): readonly DeferredFragment[] => {
    const known = deferredByType.get(name) ?? (mayBe(name) ? deferredFragments(name, selections, sources, rootOf) : []);
    deferredByType.set(name, known);
    return known;
  };
  return {
    typeName: type.name,
    typeNames: relations.typesOf(type.name),
    typeOf: typeReader(type, sources),
    fieldsOf,
    fieldAt: (dataKey, typeName) => {
      const types = typeName === undefined ? relations.typesOf(type.name) : [typeName];
      return types.flatMap((name) => fieldsOf(name) ?? []).find((field) => field.dataKey === dataKey);
    },
    deferredOf: (typeName) => {
      if (!hasDeferred) return [];
      return (typeName === undefined ? relations.typesOf(type.name) : [typeName]).flatMap(deferredFor);
    },
    hasDeferred,
  };
}

function defers(selection: SelectionNode): boolean {
  if (deferOf(selection.directives) !== undefined) return true;
  return selection.kind !== Kind.FRAGMENT_SPREAD && (selection.selectionSet?.selections.some(defers) ?? false);
}

/** How to tell an object's type. One of an abstract type must say it; another may, and then it must be right. */
function typeReader(type: GraphQLCompositeType, { schema, interfaceObjects }: ShapeSources): ObjectShape['typeOf'] {
  const { name } = type;
  if (interfaceObjects.has(name)) {
    return ({ __typename }) =>
      typeof __typename === 'string' ? __typename : __typename === undefined ? name : undefined;
  }
  if (isAbstractType(type)) {
    return ({ __typename }) => (typeof __typename === 'string' ? __typename : undefined);
  }
  // A subgraph may call its root types by other names.
  if (type === schema.getQueryType() || type === schema.getMutationType()) return () => name;
  return ({ __typename }) => (__typename === undefined || __typename === name ? name : undefined);
}

function fieldShapes(
  typeName: string,
  selections: Selections,
  sources: Sources,
  rootOf: OperationDefinitionNode | null,
): FieldShape[] {
  const { fields } = collected(selections, typeName, sources);
  return [...fields].map(([responseName, nodes]) => fieldShape(responseName, nodes, typeName, sources, rootOf));
}

function deferredFragments(
  typeName: string,
  selections: Selections,
  sources: Sources,
  rootOf: OperationDefinitionNode | null,
): DeferredFragment[] {
  const type = sources.schema.getType(typeName);
  if (!isCompositeType(type)) return [];
  const { deferred } = collected(selections, typeName, sources);
  // The same fragment, spread twice at one place, is one.
  const byText = new Map(deferred.map((node) => [print(node), node]));
  return [...byText.values()].flatMap(({ directives, selectionSet }) => {
    const directive = deferOf(directives);
    const id = directive && sources.planLabels.get(directive);
    if (id === undefined) return [];
    return [{ id, label: labelOf(directive), shape: objectShape(type, [selectionSet.selections], sources, rootOf) }];
  });
}

interface Collected {
  readonly fields: Map<string, FieldNode[]>;
  readonly deferred: InlineFragmentNode[];
}

function collected(selections: Selections, typeName: string, sources: Sources): Collected {
  const into: Collected = { fields: new Map(), deferred: [] };
  for (const each of selections) collect(each, typeName, sources, into);
  return into;
}

/** CollectFields of the specification, section 6.3.2, for a known type. Deferred fragments are kept apart. */
function collect(selections: readonly SelectionNode[], typeName: string, sources: Sources, into: Collected): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      into.fields.set(name, [...(into.fields.get(name) ?? []), selection]);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition !== undefined && !sources.relations.fits(typeName, condition)) continue;
      if (deferOf(selection.directives) !== undefined) into.deferred.push(selection);
      else collect(selection.selectionSet.selections, typeName, sources, into);
    }
  }
}

function fieldShape(
  responseName: string,
  nodes: readonly FieldNode[],
  typeName: string,
  sources: Sources,
  rootOf: OperationDefinitionNode | null,
): FieldShape {
  const node = nodes[0];
  if (node === undefined) throw new Error('A field without a node.');
  const name = node.name.value;
  const isDenied = nodes.some((each) => denialOf(each) !== undefined);
  const base = {
    responseName,
    prefix: `${quote(responseName)}:`,
    dataKey: dataKey(node, sources.fieldNames),
    coordinate: `${typeName}.${name}`,
    isDenied,
  };
  if (name === '__typename') {
    return { ...base, weight: 0, isTypeName: true, type: { kind: 'leaf', nonNull: true, write: leafText } };
  }
  if (rootOf !== null && (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name)) {
    const answer = introspection(nodes, rootOf, sources.introspected);
    return { ...base, weight: 0, isTypeName: false, answer, type: { kind: 'leaf', nonNull: false, write: leafText } };
  }
  const type = fieldType(typeName, name, sources.schema);
  const named = getNamedType(type);
  const given = weightAt(sources.costs, `${typeName}.${name}`) ?? weightAt(sources.costs, named.name);
  // An object's weight counts for each that is written; a leaf's once.
  const [ofField, ofObject] = isLeafType(named) ? [given ?? 0, 0] : [0, given ?? 1];
  return { ...base, weight: ofField, isTypeName: false, type: typeShape(type, nodes, sources, ofObject) };
}

const leafText = (value: unknown): string => JSON.stringify(value);

function fieldType(typeName: string, fieldName: string, schema: GraphQLSchema): GraphQLOutputType {
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  if (field === undefined) throw new Error(`No field ${typeName}.${fieldName}.`);
  return field.type;
}

function typeShape(type: GraphQLOutputType, nodes: readonly FieldNode[], sources: Sources, weight: number): TypeShape {
  const nonNull = isNonNullType(type);
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (isListType(nullable)) return { kind: 'list', nonNull, item: typeShape(nullable.ofType, nodes, sources, weight) };
  const named = getNamedType(nullable);
  if (isLeafType(named)) return { kind: 'leaf', nonNull, write: leafWriter(named) };
  if (!isCompositeType(named)) throw new Error(`${String(named)} is no output type.`);
  const selections = nodes.map(({ selectionSet }) => selectionSet?.selections ?? []);
  return { kind: 'object', nonNull, weight, object: objectShape(named, selections, sources) };
}

/** Answers `__schema` or `__type` by graphql-js, from the schema that clients see. */
function introspection(nodes: readonly FieldNode[], rootOf: OperationDefinitionNode, schema: GraphQLSchema) {
  const operation = { ...rootOf, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } } as const;
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
  return (variableValues: Readonly<Record<string, unknown>>): string => {
    const { data } = execute({ schema, document, variableValues }) as ExecutionResult;
    return JSON.stringify(Object.values(data ?? {})[0] ?? null);
  };
}
