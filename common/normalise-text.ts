import { createHash } from 'node:crypto';

import { type DocumentNode, Kind, print, type ValueNode, visit } from 'graphql';

/** An operation as the registry keeps it: no value that a client wrote into it, no comment. */
export interface NormalisedText {
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
  /** null where it has none. */
  readonly name: string | null;
  readonly text: string;
}

/** Takes every number and text out of a document, and lists of them; names of fields, arguments and enum values stay. */
export function normaliseText(document: DocumentNode): NormalisedText {
  const text = print(
    visit(document, {
      IntValue: (node) => ({ ...node, value: '0' }),
      FloatValue: (node) => ({ ...node, value: '0.0' }),
      StringValue: (node) => ({ ...node, value: '', block: false }),
      ListValue: { leave: (node) => ({ ...node, values: node.values.filter(holdsNames) }) },
    }),
  );
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const digest = createHash('sha256').update(text).digest('hex');
  return { digest, name: operation?.name?.value ?? null, text };
}

function holdsNames({ kind }: ValueNode): boolean {
  return kind !== Kind.INT && kind !== Kind.FLOAT && kind !== Kind.STRING;
}
