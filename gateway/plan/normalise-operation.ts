import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';

import type { AuthorisedOperation } from '../authorise/authorise-operation';
import { denialOf } from '../authorise/denial';
import { personKeyPrefix } from '../authorise/person-keys';
import { ClientError } from '../errors';
import { deferDirective, labelOf } from './defer-directive';
import { hoistDeferred } from './hoist-deferred';

export interface NormalisedOperation extends AuthorisedOperation {
  /** What the client asked, without fragment spreads, conditions and left-out selections; response names as the client's. */
  readonly asked: OperationDefinitionNode;
  /** What is planned: as asked, without denied fields and introspection, with safe aliases and no empty selection. */
  readonly planned: OperationDefinitionNode;
  /** Whether anything is left for the planner. */
  readonly needsPlan: boolean;
  /** The label of each @defer of `asked` in what is planned: one for each place, whatever the client's label. */
  readonly planLabels: ReadonlyMap<DirectiveNode, string>;
}

export interface NormaliseOptions {
  /** Values of the Boolean variables that conditions use. */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Whether @defer stays; else the operation is what it is without. */
  readonly mayDefer: boolean;
  /** Names that a response key must not take by alias: every field of the supergraph, hidden ones included. */
  readonly fieldNames: ReadonlySet<string>;
  /** Largest number of selections after fragments are written out. */
  readonly maxSelections: number;
  /** Marks what the asker has no right to. */
  readonly authorise: (operation: OperationDefinitionNode) => AuthorisedOperation;
  /** Adds what is asked for the audit log's sake. */
  readonly addKeys: (operation: OperationDefinitionNode) => OperationDefinitionNode;
}

/**
 * Writes fragments out, resolves @skip, @include and the conditions of @defer, and renames aliases that could be taken
 * for another field's data. Apollo's planner fetches a field under the condition of whichever selection needed it first,
 * and takes an alias that equals a key for the key; without conditions and such aliases it does neither.
 * @throws ClientError OPERATION_TOO_LARGE when the written-out operation has more selections than allowed.
 */
export function normaliseOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { conditions, mayDefer, fieldNames, maxSelections, authorise, addKeys }: NormaliseOptions,
): NormalisedOperation {
  const fragments = fragmentsOf(document);
  refuseLarge(operation.selectionSet, fragments, maxSelections);
  const expand = (set: SelectionSetNode): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: set.selections.flatMap((selection) => expandSelection(selection)),
  });
  const expandSelection = (selection: SelectionNode): SelectionNode[] => {
    if (!isIncluded(selection.directives, conditions)) return [];
    const directives = keptDirectives(selection.directives, conditions, mayDefer);
    switch (selection.kind) {
      case Kind.FIELD:
        return [
          { ...selection, directives, ...(selection.selectionSet && { selectionSet: expand(selection.selectionSet) }) },
        ];
      case Kind.INLINE_FRAGMENT:
        return nonEmpty({ ...selection, directives, selectionSet: expand(selection.selectionSet) });
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(selection.name.value);
        if (fragment === undefined) return [];
        const { typeCondition } = fragment;
        return nonEmpty({
          kind: Kind.INLINE_FRAGMENT,
          typeCondition,
          directives,
          selectionSet: expand(fragment.selectionSet),
        });
      }
    }
  };
  const authorised = authorise({ ...operation, selectionSet: expand(operation.selectionSet) });
  const { asked } = authorised;
  const planLabels = labelsForPlanner(asked.selectionSet);
  const allowed = authorised.denied.length === 0 ? asked : withoutDenied(asked);
  const root = withoutIntrospection(allowed.selectionSet);
  const prepared = { ...operation, selectionSet: forPlanner(root, { fieldNames, planLabels }) };
  const keyed = authorised.personal.length === 0 ? prepared : addKeys(prepared);
  const selectionSet = planLabels.size === 0 ? keyed.selectionSet : hoistDeferred(keyed.selectionSet);
  const planned = withUsedVariables({ ...operation, directives: [], selectionSet });
  return { ...authorised, planned, needsPlan: root.selections.length > 0, planLabels };
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
}

// Each fragment is counted once and its count reused, so the count costs no more than reading the text.
function refuseLarge(root: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>, max: number): void {
  const counts = new Map<string, number>();
  const count = (set: SelectionSetNode): number => {
    let total = 0;
    for (const selection of set.selections) {
      total += 1;
      if (selection.kind === Kind.FRAGMENT_SPREAD) total += countFragment(selection.name.value);
      else if (selection.selectionSet) total += count(selection.selectionSet);
      if (total > max) return max + 1;
    }
    return total;
  };
  const countFragment = (name: string): number => {
    const known = counts.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const total = fragment === undefined ? 0 : count(fragment.selectionSet);
    counts.set(name, total);
    return total;
  };
  if (count(root) > max) throw new ClientError('OPERATION_TOO_LARGE');
}

function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  conditions: Readonly<Record<string, unknown>>,
): boolean {
  return (directives ?? []).every(({ name, arguments: args }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const holds = valueOf(argumentOf(args, 'if'), conditions);
    return name.value === 'include' ? holds === true : holds !== true;
  });
}

function argumentOf(args: readonly ArgumentNode[] | undefined, name: string): ValueNode | undefined {
  return args?.find((each) => each.name.value === name)?.value;
}

function valueOf(node: ValueNode | undefined, conditions: Readonly<Record<string, unknown>>): unknown {
  if (node?.kind === Kind.BOOLEAN) return node.value;
  return node?.kind === Kind.VARIABLE ? conditions[node.name.value] : undefined;
}

function keptDirectives(
  directives: readonly DirectiveNode[] | undefined,
  conditions: Readonly<Record<string, unknown>>,
  mayDefer: boolean,
): DirectiveNode[] {
  return (directives ?? []).flatMap((directive) => {
    const { name, arguments: args } = directive;
    if (name.value === 'skip' || name.value === 'include') return [];
    if (name.value !== 'defer') return [directive];
    // Left out, or a variable that has no value: the default, which is true.
    const holds = mayDefer && (valueOf(argumentOf(args, 'if'), conditions) ?? true) === true;
    return holds ? [deferDirective(labelOf(directive))] : [];
  });
}

function labelsForPlanner(root: SelectionSetNode): ReadonlyMap<DirectiveNode, string> {
  const labels = new Map<DirectiveNode, string>();
  visit(root, {
    Directive: (node) => {
      if (node.name.value === 'defer') labels.set(node, `d${labels.size}`);
    },
  });
  return labels;
}

function nonEmpty(selection: SelectionNode & { selectionSet: SelectionSetNode }): SelectionNode[] {
  return selection.selectionSet.selections.length === 0 ? [] : [selection];
}

function withoutDenied(operation: OperationDefinitionNode): OperationDefinitionNode {
  return visit(operation, { Field: (node) => (denialOf(node) === undefined ? undefined : null) });
}

/** The root without `__schema`, `__type` and `__typename`, which are answered here. */
function withoutIntrospection(root: SelectionSetNode): SelectionSetNode {
  const selections = root.selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [] : [selection];
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    return nonEmpty({ ...selection, selectionSet: withoutIntrospection(selection.selectionSet) });
  });
  return { ...root, selections };
}

interface PlannedNames {
  readonly fieldNames: ReadonlySet<string>;
  readonly planLabels: ReadonlyMap<DirectiveNode, string>;
}

function forPlanner(set: SelectionSetNode, names: PlannedNames): SelectionSetNode {
  const selections = set.selections.map((selection): SelectionNode => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    return selection.kind === Kind.INLINE_FRAGMENT ? plannedFragment(selection, names) : plannedField(selection, names);
  });
  // A selection of which nothing is left still says that the object is asked for.
  return { ...set, selections: selections.length > 0 ? selections : [typename] };
}

function plannedFragment(fragment: InlineFragmentNode, names: PlannedNames): InlineFragmentNode {
  const directives = (fragment.directives ?? []).map((directive) => {
    const label = names.planLabels.get(directive);
    return label === undefined ? directive : deferDirective(label);
  });
  return { ...fragment, directives, selectionSet: forPlanner(fragment.selectionSet, names) };
}

function plannedField(field: FieldNode, names: PlannedNames): FieldNode {
  // The type of an object is read off its data under its own name, whatever the client calls it.
  if (field.name.value === '__typename') return typename;
  const { alias: _, ...rest } = field;
  const key = dataKey(field, names.fieldNames);
  return {
    ...rest,
    ...(key === field.name.value ? {} : { alias: { kind: Kind.NAME, value: key } }),
    ...(field.selectionSet && { selectionSet: forPlanner(field.selectionSet, names) }),
    arguments: field.arguments?.map((argument) => ({ ...argument, value: renamed(argument.value) })) ?? [],
  };
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** The key under which a field's data comes: the client's response name, unless another field could be taken for it. */
export function dataKey(field: FieldNode, fieldNames: ReadonlySet<string>): string {
  const alias = field.alias?.value;
  if (alias === undefined || alias === field.name.value) {
    return field.name.value in Object.prototype ? `${field.name.value}${safeSuffix}` : field.name.value;
  }
  const risky =
    fieldNames.has(alias) ||
    alias.startsWith('__') ||
    alias in Object.prototype ||
    alias.endsWith(safeSuffix) ||
    alias.startsWith(personKeyPrefix);
  return risky ? `a_${alias}${safeSuffix}` : alias;
}

const safeSuffix = '__named';

// The planner passes the keys of entities in a variable of this name.
const reserved = 'representations';

/** The name of a client's variable in what is planned and sent. */
export function plannedVariable(name: string): string {
  return name === reserved ? `${reserved}${safeSuffix}` : name;
}

function renamed(value: ValueNode): ValueNode {
  return visit<ValueNode>(value, {
    Variable: (node) => ({ ...node, name: { ...node.name, value: plannedVariable(node.name.value) } }),
  });
}

function withUsedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  const used = new Set<string>();
  visit(operation.selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const definitions = (operation.variableDefinitions ?? []).map((definition): VariableDefinitionNode => {
    const name = { ...definition.variable.name, value: plannedVariable(definition.variable.name.value) };
    // The values are completed before they are sent, so a default is of no use to a subgraph.
    const { defaultValue: _, ...rest } = definition;
    return { ...rest, variable: { ...definition.variable, name }, directives: [] };
  });
  return { ...operation, variableDefinitions: definitions.filter(({ variable }) => used.has(variable.name.value)) };
}

/** The Boolean variables on which @skip, @include and @defer of an operation and its fragments depend. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: args }) => {
      if (name.value !== 'skip' && name.value !== 'include' && name.value !== 'defer') return;
      const value = argumentOf(args, 'if');
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}
