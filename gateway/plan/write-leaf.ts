import { type GraphQLLeafType, isEnumType } from 'graphql';

import type { LeafWriter } from './response-shape';

const maxInt = 2_147_483_647;
// eslint-disable-next-line no-control-regex -- control characters are what must be escaped
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A string as JSON text. Most strings need no escape, and are quoted as they are. */
export function quote(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

const writers: Readonly<Record<string, LeafWriter>> = {
  String: (value) => (typeof value === 'string' ? quote(value) : undefined),
  ID: (value) => {
    if (typeof value === 'string') return quote(value);
    return typeof value === 'number' && Number.isInteger(value) ? `"${value}"` : undefined;
  },
  Int: (value) =>
    typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= maxInt + (value < 0 ? 1 : 0)
      ? String(value)
      : undefined,
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
};

/** Writes values of a leaf type, and refuses what is none: what a scalar or enum says is checked on the way out. */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) {
    const texts = new Map(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => (typeof value === 'string' ? texts.get(value) : undefined);
  }
  return writers[type.name] ?? writeAny;
}

// A custom scalar's values are its subgraph's to define.
const writeAny: LeafWriter = (value) => JSON.stringify(value);
