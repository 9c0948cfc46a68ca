import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type SelectionSetNode,
  type TypeDefinitionNode,
  visit,
} from 'graphql';

import { directiveNames } from '../plan/feature-names';
import { argumentOf, fieldSet, type FieldsType, isFieldsType, namedType, textOf } from '../plan/join-directives';
import { type Demand, isPersonal, type Protections } from './protections';

/**
 * Reads what a supergraph protects, under whatever names it imports the directives. A demand reaches further than where
 * it is written:
 *
 * - a type's demand is one of every field that gives it, and of every field of it;
 * - an interface or union demands what any of its types demands, an interface's field what that of any type demands;
 * - what an interface demands and none of its types does was meant for all of them;
 * - a field demands what the fields that it @requires demand.
 *
 * @throws Error when a directive stands where it cannot be enforced, or says nothing that can be read.
 */
export function readProtections(supergraph: DocumentNode): Protections {
  return new Reader(supergraph).read();
}

type ProtectionKind = Demand['kind'];

const kinds: Readonly<Record<string, ProtectionKind>> = {
  authenticated: 'authenticated',
  requiresScopes: 'scopes',
  policy: 'policies',
};
const listArgument = { scopes: 'scopes', policies: 'policies' } as const;

class Reader {
  private readonly demands: Demand[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly written = new Map<string, readonly number[]>();
  private readonly types: ReadonlyMap<string, TypeDefinitionNode>;
  private readonly names: ReadonlyMap<string, ProtectionKind>;
  private readonly possible = new Map<string, Set<string>>();
  private readonly complete = new Map<string, readonly number[]>();

  constructor(private readonly supergraph: DocumentNode) {
    this.names = protectionNames(supergraph);
    const types = supergraph.definitions.filter((node): node is TypeDefinitionNode => 'name' in node && isType(node));
    this.types = new Map(types.map((type) => [type.name.value, type]));
  }

  read(): Protections {
    if (this.names.size === 0) return { demands: [], written: {}, fields: {}, personKeys: {} };
    this.readWritten();
    this.refuseUnread();
    for (const type of this.types.values()) this.notePossible(type);
    const fields: Record<string, readonly number[]> = {};
    for (const type of this.types.values()) {
      if (!isFieldsType(type)) continue;
      for (const field of type.fields ?? []) {
        const numbers = this.ofField(type, field);
        if (numbers.length > 0) fields[coordinate(type, field)] = numbers;
      }
    }
    return { demands: this.demands, written: Object.fromEntries(this.written), fields, personKeys: this.personKeys() };
  }

  private readWritten(): void {
    for (const type of this.types.values()) {
      this.write(type.name.value, type.directives);
      if (isFieldsType(type))
        for (const field of type.fields ?? []) this.write(coordinate(type, field), field.directives);
    }
  }

  private write(at: string, directives: readonly ConstDirectiveNode[] = []): void {
    const numbers = directives.flatMap((directive) => {
      const kind = this.names.get(directive.name.value);
      return kind === undefined ? [] : [this.numberOf(demandOf(kind, directive, at))];
    });
    if (numbers.length > 0) this.written.set(at, union(numbers));
  }

  /** Every directive that protects must have been read where it stands: nothing is passed over in silence. */
  private refuseUnread(): void {
    let found = 0;
    visit(this.supergraph, {
      Directive: ({ name }) => void (found += this.names.has(name.value) ? 1 : 0),
    });
    let read = 0;
    const count = (directives: readonly ConstDirectiveNode[] = []): void => {
      read += directives.filter(({ name }) => this.names.has(name.value)).length;
    };
    for (const type of this.types.values()) {
      count(type.directives);
      if (isFieldsType(type)) for (const { directives } of type.fields ?? []) count(directives);
    }
    if (found !== read) throw new Error('A directive that protects stands where it cannot be enforced.');
  }

  private numberOf(demand: Demand): number {
    const text = JSON.stringify(demand);
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.demands.length);
    return this.demands.push(demand) - 1;
  }

  private notePossible(type: TypeDefinitionNode): void {
    if (type.kind === Kind.UNION_TYPE_DEFINITION) {
      this.possible.set(type.name.value, new Set((type.types ?? []).map(({ name }) => name.value)));
    }
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) return;
    for (const { name } of type.interfaces ?? []) {
      this.possible.set(name.value, (this.possible.get(name.value) ?? new Set()).add(type.name.value));
    }
  }

  private writtenAt(at: string): readonly number[] {
    return this.written.get(at) ?? [];
  }

  /** Demands of an object type or of one of its fields, with those that its interfaces make for all. */
  private ofObject(type: FieldsType, suffix: string): readonly number[] {
    const inherited = (type.interfaces ?? []).flatMap(({ name }) => {
      const others = [...(this.possible.get(name.value) ?? [])].flatMap((each) => this.writtenAt(each + suffix));
      return this.writtenAt(name.value + suffix).filter((number) => !others.includes(number));
    });
    return union(this.writtenAt(type.name.value + suffix), inherited);
  }

  private ofType(name: string): readonly number[] {
    const type = this.types.get(name);
    if (type?.kind === Kind.OBJECT_TYPE_DEFINITION) return this.ofObject(type, '');
    const possible = [...(this.possible.get(name) ?? [])];
    return union(this.writtenAt(name), ...possible.map((each) => this.ofType(each)));
  }

  private ofField(type: FieldsType, field: FieldDefinitionNode): readonly number[] {
    const at = coordinate(type, field);
    const known = this.complete.get(at);
    if (known !== undefined) return known;
    // What requires itself demands nothing more by that.
    this.complete.set(at, []);
    const numbers = union(
      this.ofType(type.name.value),
      this.ofType(namedType(field.type)),
      type.kind === Kind.INTERFACE_TYPE_DEFINITION
        ? this.ofInterfaceField(type, field)
        : this.ofObject(type, `.${field.name.value}`),
      ...requirementsOf(field).map((set) => this.ofFieldSet(set, type.name.value)),
    );
    this.complete.set(at, numbers);
    return numbers;
  }

  private ofInterfaceField(type: FieldsType, field: FieldDefinitionNode): readonly number[] {
    const possible = [...(this.possible.get(type.name.value) ?? [])];
    return union(
      this.writtenAt(coordinate(type, field)),
      ...possible.map((name) => this.ofFieldNamed(name, field.name.value)),
    );
  }

  private ofFieldNamed(typeName: string, name: string): readonly number[] {
    const type = this.types.get(typeName);
    const field = type && isFieldsType(type) ? type.fields?.find((each) => each.name.value === name) : undefined;
    return type && isFieldsType(type) && field ? this.ofField(type, field) : [];
  }

  private ofFieldSet(set: SelectionSetNode, typeName: string): readonly number[] {
    return union(
      ...set.selections.map((selection): readonly number[] => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? typeName;
          return union(this.ofType(condition), this.ofFieldSet(selection.selectionSet, condition));
        }
        const type = this.types.get(typeName);
        const field =
          type && isFieldsType(type) ? type.fields?.find(({ name }) => name.value === selection.name.value) : undefined;
        const beneath =
          selection.selectionSet && field ? this.ofFieldSet(selection.selectionSet, namedType(field.type)) : [];
        return union(this.ofFieldNamed(typeName, selection.name.value), beneath);
      }),
    );
  }

  private personKeys(): Record<string, readonly string[]> {
    const keyed = [...this.types.values()].filter((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION);
    return Object.fromEntries(
      keyed.flatMap((type) => {
        const personal = this.ofType(type.name.value).some((number) => isPersonal(this.demands[number]));
        const key = personal ? flatKeyOf(type.directives) : undefined;
        return key === undefined ? [] : [[type.name.value, key]];
      }),
    );
  }
}

function isType(node: { readonly kind: Kind }): boolean {
  return node.kind.endsWith('TypeDefinition');
}

function coordinate(type: { readonly name: { readonly value: string } }, field: FieldDefinitionNode): string {
  return `${type.name.value}.${field.name.value}`;
}

function union(...lists: readonly (readonly number[])[] | readonly number[]): readonly number[] {
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}

function requirementsOf({ directives = [] }: FieldDefinitionNode): SelectionSetNode[] {
  return directives.flatMap((directive) => {
    const text = directive.name.value === 'join__field' ? textOf(directive, 'requires') : undefined;
    return text === undefined ? [] : [fieldSet(text)];
  });
}

function flatKeyOf(directives: readonly ConstDirectiveNode[] = []): readonly string[] | undefined {
  const keys = directives.flatMap((directive) => {
    const key = directive.name.value === 'join__type' ? textOf(directive, 'key') : undefined;
    return key === undefined ? [] : [key.trim().split(/[\s,]+/)];
  });
  return keys.find((names) => names.every((name) => /^\w+$/.test(name)));
}

function demandOf(kind: ProtectionKind, directive: ConstDirectiveNode, at: string): Demand {
  if (kind === 'authenticated') return { kind };
  const lists = namesIn(argumentOf(directive, listArgument[kind]));
  if (lists === null) throw new Error(`@${directive.name.value} of ${at} must have lists of names.`);
  return { kind, anyOf: lists };
}

function namesIn(value: ConstValueNode | undefined): string[][] | null {
  if (value?.kind !== Kind.LIST) return null;
  const lists = value.values.map((each) => {
    if (each.kind !== Kind.LIST) return null;
    const names = each.values.map((name) => (name.kind === Kind.STRING ? name.value : null));
    return names.includes(null) ? null : (names as string[]).sort();
  });
  return lists.includes(null) ? null : (lists as string[][]);
}

/** The directives that protect, as the supergraph calls them. */
function protectionNames(supergraph: DocumentNode): ReadonlyMap<string, ProtectionKind> {
  const features = { authenticated: ['authenticated'], requiresScopes: ['requiresScopes'], policy: ['policy'] };
  const names = directiveNames(supergraph, features);
  return new Map([...names].flatMap(([name, directive]) => (kinds[directive] ? [[name, kinds[directive]]] : [])));
}
