import {
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type GraphQLType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

import { type Change, changesIn } from './changes';
import { denialOf, markOf } from './denial';
import { isPersonal, type Protections } from './protections';
import type { Rights } from './rights';

/** A field that the asker has no right to. */
export interface DeniedField {
  /** Response names from the root; `@` stands for every position of a list. */
  readonly path: readonly string[];
  readonly coordinate: string;
  /** What the asker lacks. */
  readonly because: string;
  readonly isPersonal: boolean;
}

export interface AuthorisedOperation {
  /** The operation, its denied fields marked. */
  readonly asked: OperationDefinitionNode;
  readonly denied: readonly DeniedField[];
  /** The demands that the fields left in it make, by number. */
  readonly met: readonly number[];
  /** Coordinates about persons that are left in it. */
  readonly personal: readonly string[];
  /** The protected changes that are left in it: fields at the root of a mutation. */
  readonly changes: readonly Change[];
  /** Whether denied fields are not marked, only told. */
  readonly isDryRun?: boolean;
}

export interface AuthoriseSources {
  readonly schema: GraphQLSchema;
  readonly protections: Protections;
}

/**
 * Marks the fields of a written-out operation that the asker has no right to. They stay in what the client asked, so that
 * they are answered with null at their places, and are asked of nobody.
 */
export function authoriseOperation(
  operation: OperationDefinitionNode,
  rights: Rights,
  { schema, protections }: AuthoriseSources,
): AuthorisedOperation {
  const root = schema.getRootType(operation.operation);
  if (protections.demands.length === 0 || !root) return unprotectedOperation(operation);
  const walk = new Walk(rights, { schema, protections });
  const asked = { ...operation, selectionSet: walk.through(operation.selectionSet, root, []) };
  const { denied, met, personal } = walk;
  return { asked, denied, met: [...met], personal: [...personal], changes: changesIn(asked, { schema, protections }) };
}

/** An operation in which nothing is protected. */
function unprotectedOperation(asked: OperationDefinitionNode): AuthorisedOperation {
  return { asked, denied: [], met: [], personal: [], changes: [] };
}

class Walk {
  readonly denied: DeniedField[] = [];
  readonly met = new Set<number>();
  readonly personal = new Set<string>();

  constructor(
    private readonly rights: Rights,
    private readonly sources: AuthoriseSources,
  ) {}

  through(set: SelectionSetNode, type: GraphQLCompositeType, path: readonly string[]): SelectionSetNode {
    const selections = set.selections.map((selection): SelectionNode => {
      switch (selection.kind) {
        case Kind.FIELD:
          return this.field(selection, type, path);
        case Kind.INLINE_FRAGMENT: {
          const inner = this.typeIn(type, selection.typeCondition?.name.value);
          return { ...selection, selectionSet: this.through(selection.selectionSet, inner, path) };
        }
        case Kind.FRAGMENT_SPREAD:
          return selection;
      }
    });
    return { ...set, selections };
  }

  private field(field: FieldNode, type: GraphQLCompositeType, path: readonly string[]): FieldNode {
    const name = field.name.value;
    const here = [...path, field.alias?.value ?? name];
    const coordinate = `${type.name}.${name}`;
    const { protections, schema } = this.sources;
    const demands = protections.fields[coordinate] ?? [];
    const earlier = denialOf(field);
    const because = earlier ?? this.rights.lacking(demands);
    const personal = demands.some((number) => isPersonal(protections.demands[number]));
    if (because !== undefined) {
      this.denied.push({ path: here, coordinate, because, isPersonal: personal });
      return earlier === undefined ? { ...field, directives: [...(field.directives ?? []), markOf(because)] } : field;
    }
    for (const number of demands) this.met.add(number);
    if (personal) this.personal.add(coordinate);
    const given = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name]?.type : undefined;
    const inner = given && getNamedType(given);
    if (field.selectionSet === undefined || !isCompositeType(inner) || name.startsWith('__')) return field;
    const beneath = [...here, ...listLevels(given)];
    return {
      ...field,
      selectionSet: this.through(field.selectionSet, schema.getType(inner.name) as typeof inner, beneath),
    };
  }

  /** An object's type stays what it is in a fragment on one of its interfaces. */
  private typeIn(type: GraphQLCompositeType, condition: string | undefined): GraphQLCompositeType {
    const named = condition === undefined ? type : this.sources.schema.getType(condition);
    return isObjectType(type) || !isCompositeType(named) ? type : named;
  }
}

function listLevels(type: GraphQLType | undefined): string[] {
  if (isNonNullType(type)) return listLevels(type.ofType);
  return isListType(type) ? ['@', ...listLevels(type.ofType)] : [];
}
