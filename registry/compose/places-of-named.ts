import { type ASTNode, type DocumentNode, Kind, type NameNode, type Token } from 'graphql';

import type { Place } from './composition';

export interface ParsedText {
  readonly name: string;
  readonly file: string;
  readonly document: DocumentNode;
}

const mostPlaces = 8;

/**
 * Where that is written which a message names in quotes, `"Type"` or `"Type.field"`; of a type that a named field is of,
 * the field. Only the subgraphs that the message names are looked at, when it names any; where nothing else is named,
 * a subgraph begins with its first definition.
 */
export function placesOfNamed(message: string, subgraphs: readonly ParsedText[]): Place[] {
  const quoted = [...message.matchAll(/"(?:\[)?@?(\w+)(?:\.(\w+))?[^"]*"/g)].map(([, type = '', field]) => ({
    type,
    field,
  }));
  const named = subgraphs.filter(({ name }) => message.includes(`"${name}"`) || message.startsWith(`[${name}]`));
  const looked = named.length > 0 ? named : subgraphs;
  const places = looked.flatMap((subgraph) => {
    const fields = quoted.flatMap((each) => placesIn(subgraph, each.type, each.field ?? null));
    const types = quoted.flatMap((each) => placesIn(subgraph, each.type, null));
    return (fields.length > 0 ? fields : types).slice(0, 1);
  });
  return (places.length > 0 ? places : looked.flatMap(beginningOf)).slice(0, mostPlaces);
}

/** Where a subgraph has a type, or a field or value of it: one place, or none. */
export function placesIn({ name, file, document }: ParsedText, typeName: string, fieldName: string | null): Place[] {
  for (const node of document.definitions) {
    if (nameOf(node) !== typeName || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const found: ASTNode | undefined = fieldName === null ? node : partOf(node, fieldName);
    const start = found && startOf(found);
    if (start !== undefined) return [{ subgraph: name, file, line: start.line, column: start.column }];
  }
  return [];
}

function beginningOf({ name, file, document }: ParsedText): Place[] {
  const [first] = document.definitions;
  const start = first?.loc?.startToken;
  return start === undefined ? [] : [{ subgraph: name, file, line: start.line, column: start.column }];
}

function partOf(node: ASTNode, name: string): ASTNode | undefined {
  const parts = 'fields' in node ? node.fields : 'values' in node ? node.values : [];
  return (parts as readonly ASTNode[]).find((part) => nameOf(part) === name);
}

export function nameOf(node: ASTNode): string | undefined {
  return 'name' in node ? (node.name as NameNode | undefined)?.value : undefined;
}

/** Where a node begins to a reader: a definition at its name, not at its description. */
export function startOf(node: ASTNode): Token | undefined {
  const name = isDescribed(node) && 'name' in node ? node.name : undefined;
  return (name ?? node).loc?.startToken;
}

export function isDescribed(node: object): boolean {
  return (node as { readonly description?: object }).description !== undefined;
}
