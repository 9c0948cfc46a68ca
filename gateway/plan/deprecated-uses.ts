import {
  getNamedType,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

import { denialOf } from '../authorise/denial';

/** Something deprecated that an operation uses. */
export interface DeprecatedUse {
  /** `Type.field`, `Type.field(argument:)`, `Input.field` or `Enum.VALUE`. */
  readonly coordinate: string;
  readonly reason: string;
  /** `YYYY-MM-DD` where the reason says since when, such as `since 2026-01-31`. */
  readonly since: string | null;
  /** The same of when it goes, such as `removed on 2027-01-31`. */
  readonly removeOn: string | null;
}

/** What an authorised operation uses that is deprecated, each once; nothing of what the asker has no right to. */
export function deprecatedUses(operation: OperationDefinitionNode, schema: GraphQLSchema): readonly DeprecatedUse[] {
  const reasons = new Map<string, string>();
  const note = (coordinate: string, reason: string | null | undefined): void => {
    if (reason != null) reasons.set(coordinate, reason);
  };
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    [Kind.FIELD]: (node) => {
      if (denialOf(node) !== undefined) return false;
      note(`${types.getParentType()?.name ?? ''}.${node.name.value}`, types.getFieldDef()?.deprecationReason);
      return undefined;
    },
    [Kind.ARGUMENT]: (node) => {
      const field = `${types.getParentType()?.name ?? ''}.${types.getFieldDef()?.name ?? ''}`;
      note(`${field}(${node.name.value}:)`, types.getArgument()?.deprecationReason);
    },
    [Kind.OBJECT_FIELD]: (node) => {
      const input = getNamedType(types.getParentInputType());
      if (!isInputObjectType(input)) return;
      note(`${input.name}.${node.name.value}`, input.getFields()[node.name.value]?.deprecationReason);
    },
    [Kind.ENUM]: (node) => {
      note(`${getNamedType(types.getInputType())?.name ?? ''}.${node.value}`, types.getEnumValue()?.deprecationReason);
    },
  });
  visit(operation, visitor);
  return [...reasons].map(([coordinate, reason]) => ({
    coordinate,
    reason,
    since: /\bsince (\d{4}-\d{2}-\d{2})\b/i.exec(reason)?.[1] ?? null,
    removeOn: /\b(?:removed?|until|after)\D{0,10}(\d{4}-\d{2}-\d{2})\b/i.exec(reason)?.[1] ?? null,
  }));
}
