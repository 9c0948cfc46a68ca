import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, parse } from 'graphql';

import { demandText } from '../gateway/authorise/weakened';
import { type Graph } from './check/graph';
import { usedCoordinates } from './check/used-coordinates';
import type { SubgraphText } from './compose/composition';
import { placesIn } from './compose/places-of-named';
import type { ClientUse, SeenOperation } from './record/seen-operations';

/** What is known of one place in the graph that is served. */
export interface Description {
  readonly coordinate: string;
  readonly type: string | null;
  readonly description: string | null;
  readonly deprecated: string | null;
  /** What it demands of whoever asks. */
  readonly demands: readonly string[];
  readonly subgraphs: readonly string[];
  readonly calls: number;
  /** Who asks for it; the one who asked last comes first. */
  readonly clients: readonly (ClientUse & { readonly operation: string | null })[];
}

/** Null when the graph has no such place; `Type`, `Type.field` or `Enum.VALUE`. */
export function describe(
  coordinate: string,
  { schema, protections }: Graph,
  texts: readonly SubgraphText[],
  seen: readonly SeenOperation[],
): Description | null {
  const found = elementAt(schema, coordinate);
  if (found === null) return null;
  const uses = seen.filter(({ text }) => usedCoordinates(parse(text), schema).has(coordinate));
  const demands = (protections.fields[coordinate] ?? []).flatMap((number) => protections.demands[number] ?? []);
  return {
    coordinate,
    ...found,
    demands: demands.map(demandText),
    subgraphs: texts.filter((text) => defines(text, coordinate)).map(({ name }) => name),
    calls: uses.reduce((total, { calls }) => total + calls, 0),
    clients: uses.flatMap(({ name, clients }) => clients.map((client) => ({ ...client, operation: name }))),
  };
}

function elementAt(
  schema: GraphQLSchema,
  coordinate: string,
): Pick<Description, 'type' | 'description' | 'deprecated'> | null {
  const [typeName = '', part] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (type === undefined) return null;
  if (part === undefined) return { type: null, description: type.description ?? null, deprecated: null };
  if (isEnumType(type)) {
    const value = type.getValue(part);
    if (value == null) return null;
    return { type: null, description: value.description ?? null, deprecated: value.deprecationReason ?? null };
  }
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return null;
  const field = Object.hasOwn(type.getFields(), part) ? type.getFields()[part] : undefined;
  if (field === undefined) return null;
  return {
    type: String(field.type),
    description: field.description ?? null,
    deprecated: field.deprecationReason ?? null,
  };
}

function defines({ name, file, sdl }: SubgraphText, coordinate: string): boolean {
  const [type = '', part] = coordinate.split('.');
  return placesIn({ name, file, document: parse(sdl) }, type, part ?? null).length > 0;
}
