import { type DirectiveNode, type FieldNode, Kind } from 'graphql';

const markName = 'denied';

/** The mark of a field that the asker has no right to. */
export function markOf(because: string): DirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: markName },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'because' },
        value: { kind: Kind.STRING, value: because },
      },
    ],
  };
}

/** Why a field is denied; undefined when it is not marked. */
export function denialOf({ directives = [] }: FieldNode): string | undefined {
  const mark = directives.find(({ name }) => name.value === markName);
  const because = mark?.arguments?.[0]?.value;
  return because?.kind === Kind.STRING ? because.value : undefined;
}
