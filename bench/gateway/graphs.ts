import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import { buildSchema, graphql, type GraphQLSchema, parse } from 'graphql';

import { projectRoot } from '../../common/project-root';
import { shopMonolith, shopSubgraphs } from './shop-graph';

export interface BenchGraph {
  readonly key: 'heavy' | 'light' | 'villages';
  readonly about: string;
  readonly isShop: boolean;
  /** File with the operation. */
  readonly operation: string;
}

export const benchGraphs: readonly BenchGraph[] = [
  {
    key: 'heavy',
    about: 'shop, everything nested: 88 KB answer, 16 fetches over four subgraphs',
    isShop: true,
    operation: 'bench/gateway/operations/shop-heavy.graphql',
  },
  {
    key: 'light',
    about: 'shop, a list of three and one hop',
    isShop: true,
    operation: 'bench/gateway/operations/shop-light.graphql',
  },
  {
    key: 'villages',
    about: 'our own graph: signals and risk of 65 villages from four agencies',
    isShop: false,
    operation: 'examples/operations/village-briefing.graphql',
  },
];

export function queryOf({ operation }: BenchGraph): Promise<string> {
  return readFile(join(projectRoot, operation), 'utf8');
}

/** The shop's supergraph, its subgraphs at `origin/<name>`. */
export function shopSupergraph(origin: string): string {
  const services = shopSubgraphs.map(({ name, sdl }) => ({ name, url: `${origin}/${name}`, typeDefs: parse(sdl) }));
  const composed = composeServices(services);
  if (composed.supergraphSdl !== undefined) return composed.supergraphSdl;
  throw new Error(composed.errors.map(({ message }) => message).join('\n'));
}

/** The project's supergraph with its subgraphs at `origin/<name>`. */
export async function ownSupergraph(origin: string): Promise<string> {
  const sdl = await readFile(join(projectRoot, 'schema', 'supergraph.graphql'), 'utf8');
  return sdl.replaceAll(/(@join__graph\(name: "(\w+)", url: )"[^"]*"/g, `$1"${origin}/$2"`);
}

/** What the shop's one schema, without a gateway, answers to a query. */
export async function shopAnswer(query: string): Promise<unknown> {
  const { data, errors } = await graphql({ schema: monolithSchema(), source: query });
  if (errors?.[0] !== undefined) throw errors[0];
  return JSON.parse(JSON.stringify(data));
}

export async function inTemporaryFile(name: string, text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'simpul-gateway-bench-')), name);
  await writeFile(file, text);
  return file;
}

function monolithSchema(): GraphQLSchema {
  const schema = buildSchema(shopMonolith.sdl);
  for (const [typeName, fields] of Object.entries(shopMonolith.resolvers)) {
    const type = schema.getType(typeName);
    if (type === undefined || !('getFields' in type)) continue;
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name];
      if (field !== undefined && 'resolve' in field) field.resolve = resolve as never;
    }
  }
  return schema;
}
