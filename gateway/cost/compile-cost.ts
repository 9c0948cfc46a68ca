import {
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

import { type Costs, type ListSize, weightAt } from './costs';

type Values = Readonly<Record<string, unknown>>;

/** What an operation is estimated to cost with these variables. */
export type CostOf = (variables: Values) => number;

export interface CostSources {
  readonly schema: GraphQLSchema;
  readonly costs: Costs;
  /** How long a list is taken to be of which nothing is said. */
  readonly listSize: number;
}

/** A mutation costs this beside its fields. */
const mutationCost = 10;
/** No estimate is larger; each further factor would change nothing. */
const most = 1e12;

/**
 * The cost of an operation by the directives of the cost specification: an object weighs 1, a leaf nothing, unless
 * `@cost` says otherwise; what is in a list counts as often as `@listSize` says. Fields under several types are added
 * up, so that the estimate is never too low for what an object turns out to be.
 */
export function compileCost(operation: OperationDefinitionNode, sources: CostSources): CostOf {
  const root = sources.schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const base = operation.operation === OperationTypeNode.MUTATION ? mutationCost : 0;
  const all = selectionCosts(operation.selectionSet, root, sources, []);
  if (all.every((each) => typeof each === 'number')) {
    const constant = Math.min(most, base + sum(all, {}));
    return () => constant;
  }
  return (variables) => Math.min(most, base + sum(all, variables));
}

type Cost = number | CostOf;

function sum(costs: readonly Cost[], variables: Values): number {
  let total = 0;
  for (const each of costs) total += typeof each === 'number' ? each : each(variables);
  return total;
}

/** A size that was told further up for fields here. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: Cost;
}

function selectionCosts(
  set: SelectionSetNode,
  type: GraphQLCompositeType,
  sources: CostSources,
  sized: readonly Sized[],
): Cost[] {
  return set.selections.flatMap((selection): Cost[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.FIELD) return [fieldCost(selection, type, sources, sized)];
    const inner = sources.schema.getType(selection.typeCondition?.name.value ?? type.name);
    return selectionCosts(selection.selectionSet, isCompositeType(inner) ? inner : type, sources, sized);
  });
}

function fieldCost(node: FieldNode, parent: GraphQLCompositeType, sources: CostSources, sized: readonly Sized[]): Cost {
  const { costs, listSize } = sources;
  const name = node.name.value;
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  if (field === undefined) return 0;
  const at = `${parent.name}.${name}`;
  const named = getNamedType(field.type);
  const declared = costs.lists[at];
  const told = declared === undefined ? undefined : sizeOf(node, field, declared, listSize);
  const passed = sized.find(({ fields }) => fields.includes(name))?.size;
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  const isHere = declared === undefined || declared.sizedFields.length === 0;
  const size = passed ?? (isHere ? told : undefined) ?? (isList ? longestList(node, listSize) : 1);

  const weight = weightAt(costs, at) ?? weightAt(costs, named.name) ?? (isCompositeType(named) ? 1 : 0);
  const below = told !== undefined && !isHere ? [{ fields: declared.sizedFields, size: told }] : [];
  const inner =
    node.selectionSet && isCompositeType(named) ? selectionCosts(node.selectionSet, named, sources, below) : [];
  return times(size, [weight, ...inner], argumentCost(node, at, costs));
}

/** Each of the costs as often as the size says, and what comes once. */
function times(size: Cost, costs: readonly Cost[], once: number): Cost {
  if (typeof size === 'number' && costs.every((each) => typeof each === 'number')) {
    return Math.min(most, once + size * sum(costs, {}));
  }
  return (variables) => {
    const count = typeof size === 'number' ? size : size(variables);
    return Math.min(most, once + count * sum(costs, variables));
  };
}

function sizeOf(
  node: FieldNode,
  field: { readonly args: readonly { readonly name: string; readonly defaultValue?: unknown }[] },
  { assumedSize, slicingArguments }: ListSize,
  fallback: number,
): Cost {
  const given = slicingArguments.flatMap((name): Cost[] => {
    const value = node.arguments?.find((each) => each.name.value === name)?.value;
    const standard = numberOf(field.args.find((each) => each.name === name)?.defaultValue);
    if (value === undefined) return standard === undefined ? [] : [standard];
    if (value.kind !== Kind.VARIABLE) return [numberOf(valueFromASTUntyped(value)) ?? 0];
    const variable = value.name.value;
    return [(variables) => numberOf(variables[variable]) ?? standard ?? assumedSize ?? fallback];
  });
  if (given.length === 0) return assumedSize ?? fallback;
  return (variables) => Math.max(...given.map((each) => (typeof each === 'number' ? each : each(variables))));
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? Math.max(0, value) : undefined;
}

/** A list of which nothing is said is as long as a list in its arguments, if that is longer: a thousand keys ask for a thousand things. */
function longestList({ arguments: args = [] }: FieldNode, listSize: number): Cost {
  const lengths = args.flatMap(({ value }): Cost[] => {
    if (value.kind === Kind.LIST) return [value.values.length];
    if (value.kind !== Kind.VARIABLE) return [];
    const variable = value.name.value;
    return [(variables) => lengthOf(variables[variable])];
  });
  if (lengths.length === 0) return listSize;
  return (variables) =>
    Math.max(listSize, ...lengths.map((each) => (typeof each === 'number' ? each : each(variables))));
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function argumentCost(node: FieldNode, at: string, { weights }: Costs): number {
  return (node.arguments ?? []).reduce((total, { name }) => total + (weights[`${at}(${name.value}:)`] ?? 0), 0);
}
