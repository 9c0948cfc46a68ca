import { Kind, print, type SelectionSetNode } from 'graphql';

import { askEntities, hasKey } from './ask-entities';
import { dataIn, isRecord } from './http-answer';
import { isList, namedType, type SchemaField, type SubgraphSchema } from './subgraph-schema';
import type { Subject } from './subject';

/** Values of a key's fields. */
export type KeyValues = Readonly<Record<string, unknown>>;

/** Keys that the owner of the subgraph says are there, by type. */
export type GivenKeys = Readonly<Record<string, readonly KeyValues[]>>;

/** One key of one entity, with what the kit knows of its values. */
export interface EntityKey {
  readonly type: string;
  /** The key's fields as a selection, `{ code }`. */
  readonly selection: SelectionSetNode;
  /** Keys of entities that are there; all different. */
  readonly known: readonly KeyValues[];
  /** Whether the subgraph lists the entity itself, and so can tell which there are. */
  readonly isListed: boolean;
}

const mostKnown = 100;

/** Every key that the subgraph resolves, with known values: those given, else those of a list at the root, else areas of the graph. */
export async function learnEntityKeys(
  subject: Subject,
  schema: SubgraphSchema,
  given: GivenKeys,
): Promise<readonly EntityKey[]> {
  const keys: EntityKey[] = [];
  for (const { type, selection } of schema.keys) {
    const fields = fieldNames(selection);
    const named = (given[type] ?? []).filter((values) => fields.every((field) => Object.hasOwn(values, field)));
    const listed = named.length > 0 ? [] : await listedKeys(subject, schema, type, selection);
    const key = { type, selection, known: named.length > 0 ? named : listed, isListed: listed.length > 0 };
    keys.push(key.known.length > 0 ? key : { ...key, known: await knownAreas(subject, key) });
  }
  return keys;
}

export function fieldNames({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []));
}

/** `Area by code`, for whoever reads the report. */
export function keyName({ type, selection }: Pick<EntityKey, 'type' | 'selection'>): string {
  return `${type} by ${print(selection).replaceAll(/\s+/g, ' ').slice(2, -2)}`;
}

async function listedKeys(
  subject: Subject,
  schema: SubgraphSchema,
  type: string,
  selection: SelectionSetNode,
): Promise<readonly KeyValues[]> {
  const list = (schema.objects.get('Query') ?? []).find(
    (field) => field.arguments.every(({ required }) => !required) && listedType(schema, field) === type,
  );
  if (list === undefined) return [];
  const page = list.arguments.some(({ name, type }) => name === 'first' && type === 'Int')
    ? `(first: ${mostKnown})`
    : '';
  const inner = isList(list.type) ? print(selection) : `{ nodes ${print(selection)} }`;
  const answer = dataIn(await subject.ask(`{ ${list.name}${page} ${inner} }`))?.[list.name];
  const rows = isRecord(answer) ? answer.nodes : answer;
  return Array.isArray(rows) ? distinct(rows.filter(isRecord)).slice(0, mostKnown) : [];
}

/** The type that a field lists, as a list or as the nodes of a connection; null for other fields. */
function listedType(schema: SubgraphSchema, { type }: SchemaField): string | null {
  if (isList(type)) return namedType(type);
  const nodes = (schema.objects.get(namedType(type)) ?? []).find(({ name }) => name === 'nodes');
  return nodes !== undefined && isList(nodes.type) ? namedType(nodes.type) : null;
}

/** Districts of Jakarta: areas are what all subgraphs of the graph are joined on. */
const districts = [
  ['31.71', 8],
  ['31.72', 6],
  ['31.73', 8],
  ['31.74', 10],
  ['31.75', 10],
] as const;

async function knownAreas(subject: Subject, key: Pick<EntityKey, 'type' | 'selection'>): Promise<readonly KeyValues[]> {
  if (key.type !== 'Area' || fieldNames(key.selection).join() !== 'code') return [];
  const codes = districts.flatMap(([city, count]) =>
    Array.from({ length: count }, (_, at) => ({ code: `${city}.${String(at + 1).padStart(2, '0')}` })),
  );
  const { entities } = await askEntities(subject, key, codes);
  return codes.filter((code, at) => hasKey(entities?.[at], key.selection, code));
}

function distinct(rows: readonly KeyValues[]): KeyValues[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
