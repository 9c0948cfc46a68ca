import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

import {
  enumOf,
  fieldSet,
  fieldSetText,
  type FieldsType,
  isFieldsType,
  namedType,
  textOf,
  withText,
} from './join-directives';

/** A field as a @requires asks for it, arguments and all. */
export interface HiddenField {
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

export interface HiddenFields {
  /** By the name that stands for the field in the planner's copy. */
  readonly byName: ReadonlyMap<string, HiddenField>;
  /** What a subgraph's field requires, in hidden names, by `subgraph type.field`. Only where something is hidden. */
  readonly requirements: ReadonlyMap<string, SelectionSetNode>;
}

/**
 * The planner takes two selections of a field for the same whatever their arguments are, so a client's `posts(first: 1)`
 * and a required `posts(first: 9)` would be fetched as one. In the planner's copy of the supergraph each required field
 * that can take arguments becomes a field of its own without arguments, which lies in the same subgraphs.
 */
export function hideRequiredFields(supergraph: DocumentNode): { document: DocumentNode; hidden: HiddenFields } {
  const hiding = new Hiding(supergraph);
  const rewritten = supergraph.definitions.map((node) => (isFieldsType(node) ? hiding.rewriteRequires(node) : node));
  const definitions = rewritten.map((node) => (isFieldsType(node) ? hiding.addHidden(node) : node));
  return { document: { ...supergraph, definitions }, hidden: hiding };
}

class Hiding implements HiddenFields {
  readonly byName = new Map<string, HiddenField>();
  readonly requirements = new Map<string, SelectionSetNode>();
  private readonly names = new Map<string, string>();
  private readonly types: ReadonlyMap<string, FieldsType>;
  private readonly taken: ReadonlySet<string>;
  private readonly subgraphs: ReadonlyMap<string, string>;
  /** Hidden names that a type needs. */
  private readonly wanted = new Map<string, Set<string>>();

  constructor(supergraph: DocumentNode) {
    const types = supergraph.definitions.filter(isFieldsType);
    this.types = new Map(types.map((type) => [type.name.value, type]));
    this.taken = new Set(types.flatMap(({ fields }) => (fields ?? []).map(({ name }) => name.value)));
    this.subgraphs = subgraphNames(supergraph);
  }

  rewriteRequires(type: FieldsType): FieldsType {
    const fields = type.fields?.map((field) => ({
      ...field,
      directives: field.directives?.map((directive) => this.rewriteDirective(directive, type, field)) ?? [],
    }));
    return { ...type, ...(fields && { fields }) };
  }

  addHidden(type: FieldsType): FieldsType {
    const fields = type.fields ?? [];
    const added = [...(this.wanted.get(type.name.value) ?? [])].flatMap((hiddenName): FieldDefinitionNode[] => {
      const field = fields.find(({ name }) => name.value === this.byName.get(hiddenName)?.name);
      if (field === undefined) return [];
      this.copyRequirements(type, field, hiddenName);
      return [{ ...field, name: { kind: Kind.NAME, value: hiddenName }, arguments: [] }];
    });
    return added.length === 0 ? type : { ...type, fields: [...fields, ...added] };
  }

  private rewriteDirective(
    directive: ConstDirectiveNode,
    type: FieldsType,
    field: FieldDefinitionNode,
  ): ConstDirectiveNode {
    const requires = textOf(directive, 'requires');
    if (directive.name.value !== 'join__field' || requires === undefined) return directive;
    const before = fieldSet(requires);
    const after = this.hideIn(before, type.name.value);
    const text = fieldSetText(after);
    if (text === fieldSetText(before)) return directive;
    const subgraph = this.subgraphs.get(enumOf(directive, 'graph') ?? '') ?? '';
    this.requirements.set(requirementKey(subgraph, type.name.value, field.name.value), after);
    return withText(directive, 'requires', text);
  }

  private hideIn(set: SelectionSetNode, typeName: string): SelectionSetNode {
    const selections = set.selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? typeName;
        return { ...selection, selectionSet: this.hideIn(selection.selectionSet, condition) };
      }
      return this.hideField(selection, typeName);
    });
    return { ...set, selections };
  }

  private hideField(node: FieldNode, typeName: string): FieldNode {
    const field = this.types.get(typeName)?.fields?.find(({ name }) => name.value === node.name.value);
    if (field === undefined) return node;
    const { selectionSet } = node;
    const inner = selectionSet && { selectionSet: this.hideIn(selectionSet, namedType(field.type)) };
    if ((field.arguments ?? []).length === 0) return { ...node, ...inner };
    const name = this.hiddenName(node);
    this.want(typeName, name);
    return { ...node, name: { kind: Kind.NAME, value: name }, arguments: [], ...inner };
  }

  private hiddenName({ name, arguments: args = [] }: FieldNode): string {
    const sorted = [...args].sort((a, b) => (a.name.value < b.name.value ? -1 : 1));
    const key = `${name.value}(${sorted.map((each) => print(each)).join(', ')})`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    let hiddenName = `required_${this.names.size}_${name.value}`;
    while (this.taken.has(hiddenName)) hiddenName += '_';
    this.names.set(key, hiddenName);
    this.byName.set(hiddenName, { name: name.value, arguments: sorted });
    return hiddenName;
  }

  /** A hidden field of an interface is one of each type that is one, or the subgraphs would not be valid. */
  private want(typeName: string, hiddenName: string): void {
    const wanted = this.wanted.get(typeName) ?? new Set<string>();
    if (wanted.has(hiddenName)) return;
    this.wanted.set(typeName, wanted.add(hiddenName));
    for (const type of this.types.values()) {
      if (type.interfaces?.some(({ name }) => name.value === typeName)) this.want(type.name.value, hiddenName);
    }
  }

  // A required field may itself require something.
  private copyRequirements(type: FieldsType, field: FieldDefinitionNode, hiddenName: string): void {
    for (const subgraph of this.subgraphs.values()) {
      const needed = this.requirements.get(requirementKey(subgraph, type.name.value, field.name.value));
      if (needed) this.requirements.set(requirementKey(subgraph, type.name.value, hiddenName), needed);
    }
  }
}

export function requirementKey(subgraph: string, type: string, field: string): string {
  return `${subgraph} ${type}.${field}`;
}

/** The subgraphs' names by the values of join__Graph. */
function subgraphNames(supergraph: DocumentNode): Map<string, string> {
  const graphs = supergraph.definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  return new Map(
    values.map(({ name, directives }) => {
      const [directive] = directives ?? [];
      return [name.value, (directive && textOf(directive, 'name')) ?? name.value];
    }),
  );
}
