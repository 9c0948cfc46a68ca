import {
  type ConstDirectiveNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  type SchemaDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';

import { directiveNames } from '../../gateway/plan/feature-names';
import { textOf } from '../../gateway/plan/join-directives';
import type { Contract } from '../record/entry';

/**
 * The supergraph of a contract: the same, with everything @inaccessible that the contract leaves out. What is excluded
 * is out wherever it stands, and with it every field that gives it; with names to include, a field is in when it or its
 * type has one of them, and what it gives too. What can be reached by nothing that is in, is out.
 */
export function contractSupergraph(supergraph: string, contract: Contract): string {
  const document = parse(supergraph, { noLocation: true });
  return print(new Filter(document, contract).filtered());
}

interface Part {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

class Filter {
  private readonly tag: ReadonlySet<string>;
  private readonly inaccessible: string;
  private readonly isLinked: boolean;
  private readonly types: ReadonlyMap<string, TypeDefinitionNode>;
  private readonly roots: readonly string[];
  private readonly reached = new Set<string>();

  constructor(
    private readonly document: DocumentNode,
    private readonly contract: Contract,
  ) {
    this.tag = new Set(directiveNames(document, { tag: ['tag'] }).keys());
    const names = [...directiveNames(document, { inaccessible: ['inaccessible'] }).keys()];
    const defined = document.definitions.flatMap((node) =>
      node.kind === Kind.DIRECTIVE_DEFINITION && names.includes(node.name.value) ? [node.name.value] : [],
    );
    this.isLinked = defined.length > 0;
    this.inaccessible = defined[0] ?? 'inaccessible';
    const types = document.definitions.filter(
      (node): node is TypeDefinitionNode => node.kind.endsWith('TypeDefinition') && 'name' in node,
    );
    this.types = new Map(types.map((type) => [type.name.value, type]));
    this.roots = rootsOf(document);
  }

  filtered(): DocumentNode {
    for (const root of this.roots) this.reach(root);
    const definitions = this.document.definitions.map((node) => {
      if (node.kind === Kind.SCHEMA_DEFINITION) return this.isLinked ? node : withLink(node);
      return this.types.has(nameOf(node)) && !isMachinery(nameOf(node))
        ? this.marked(node as TypeDefinitionNode)
        : node;
    });
    return { ...this.document, definitions: this.isLinked ? definitions : [...definitions, inaccessibleDefinition] };
  }

  private marked(type: TypeDefinitionNode): TypeDefinitionNode {
    if (!this.isTypeIn(type)) return this.hide(type);
    if (type.kind === Kind.ENUM_TYPE_DEFINITION) {
      return {
        ...type,
        values: type.values?.map((value) => (this.isExcluded(value) ? this.hide(value) : value)) ?? [],
      };
    }
    if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      return {
        ...type,
        fields: type.fields?.map((field) => (this.isExcluded(field) ? this.hide(field) : field)) ?? [],
      };
    }
    if (!('fields' in type)) return type;
    const fields = (type.fields as readonly FieldDefinitionNode[] | undefined)?.map((field) => {
      if (!this.isFieldIn(field, type)) return this.hide(field);
      const given = field.arguments?.map((each) => (this.isExcluded(each) ? this.hide(each) : each));
      return { ...field, ...(given && { arguments: given }) };
    });
    return { ...type, fields: fields ?? [] };
  }

  private isTypeIn(type: TypeDefinitionNode): boolean {
    const name = type.name.value;
    return !this.isExcluded(type) && (this.roots[0] === name || (this.reached.has(name) && this.hasParts(type)));
  }

  /** Whether anything of a type that has fields is in. */
  private hasParts(type: TypeDefinitionNode): boolean {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return true;
    return (type.fields ?? []).some((field) => this.isFieldIn(field, type));
  }

  private isFieldIn(field: FieldDefinitionNode, type: Part): boolean {
    if (this.isExcluded(field) || this.isExcluded(type) || !this.isShown(namedType(field.type))) return false;
    return this.isIncluded(field) || this.isIncluded(type);
  }

  /** Whether a field can give the type: it is not excluded, and where names are included, it or a field of it has one. */
  private isShown(name: string): boolean {
    const type = this.types.get(name);
    if (type === undefined) return true;
    if (this.isExcluded(type)) return false;
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return true;
    return this.isIncluded(type) || (type.fields ?? []).some((field) => this.isIncluded(field));
  }

  private isIncluded(part: Part): boolean {
    const { include } = this.contract;
    return include.length === 0 || this.tagsOf(part).some((tag) => include.includes(tag));
  }

  private reach(name: string): void {
    const type = this.types.get(name);
    if (type === undefined || this.reached.has(name) || this.isExcluded(type)) return;
    this.reached.add(name);
    if (type.kind === Kind.UNION_TYPE_DEFINITION) for (const member of type.types ?? []) this.reach(member.name.value);
    if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of type.fields ?? []) if (!this.isExcluded(field)) this.reach(namedType(field.type));
    }
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    for (const each of type.interfaces ?? []) this.reach(each.name.value);
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) for (const other of this.implementations(name)) this.reach(other);
    for (const field of type.fields ?? []) {
      if (!this.isFieldIn(field, type)) continue;
      this.reach(namedType(field.type));
      for (const each of field.arguments ?? []) if (!this.isExcluded(each)) this.reach(namedType(each.type));
    }
  }

  private implementations(name: string): string[] {
    return [...this.types.values()].flatMap((type) =>
      'interfaces' in type && type.interfaces.some((each) => each.name.value === name) ? [type.name.value] : [],
    );
  }

  private isExcluded(part: Part): boolean {
    return this.tagsOf(part).some((tag) => this.contract.exclude.includes(tag));
  }

  private tagsOf({ directives = [] }: Part): string[] {
    return directives.flatMap((directive) =>
      this.tag.has(directive.name.value) ? [textOf(directive, 'name') ?? ''] : [],
    );
  }

  private hide<Node extends Part>(node: Node): Node {
    const directives = node.directives ?? [];
    if (directives.some(({ name }) => name.value === this.inaccessible)) return node;
    const hidden = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: this.inaccessible } } as const;
    return { ...node, directives: [...directives, hidden] };
  }
}

const [inaccessibleDefinition] = parse(
  'directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION',
  { noLocation: true },
).definitions as [DirectiveDefinitionNode];
const [linked] = parse(
  'schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY) { query: Query }',
  { noLocation: true },
).definitions as [SchemaDefinitionNode];

function withLink(node: SchemaDefinitionNode): SchemaDefinitionNode {
  return { ...node, directives: [...(node.directives ?? []), ...(linked.directives ?? [])] };
}

function rootsOf(document: DocumentNode): string[] {
  const schema = document.definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  const roots = schema?.operationTypes ?? [];
  const query = roots.find(({ operation }) => (operation as string) === 'query')?.type.name.value ?? 'Query';
  return [query, ...roots.map(({ type }) => type.name.value).filter((name) => name !== query)];
}

function nameOf(node: object): string {
  return (node as Partial<Part>).name?.value ?? '';
}

/** Types of the supergraph's own working, such as join__Graph. */
function isMachinery(name: string): boolean {
  return name.includes('__');
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
