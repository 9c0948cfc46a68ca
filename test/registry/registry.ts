import { afterEach } from '@jest/globals';

import { type SubgraphChange, usualCheck } from '../../registry/check/check-subgraph';
import { openRegistry, type Registry } from '../../registry/open-registry';
import { publish, type Published, type PublishOptions } from '../../registry/publish';
import { testDatabases } from '../support/test-databases';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@tag", "@requiresScopes", "@listSize", "@cost"])\n';

/** The SDL of a subgraph with the directives of federation. */
export const schemaOf = (types: string): string => `${link}${types}`;

export const areas = schemaOf(`type Query {
  "All areas."
  areas: [Area!]!
}

"An area."
type Area @key(fields: "code") {
  "Its code."
  code: ID!
  "Its name."
  name: String
  "Its population."
  population: Int
}
`);

export const permits = schemaOf(`type Area @key(fields: "code") {
  code: ID!
  permits: Int
}
`);

export function publishing(name: string, sdl: string): SubgraphChange {
  return { kind: 'publish', subgraph: { name, url: `http://localhost/${name}`, sdl, file: `${name}.graphql` } };
}

export const options = (more: Partial<PublishOptions> = {}): PublishOptions => ({
  ...usualCheck,
  by: 'ani',
  reason: 'a test',
  now: new Date(),
  ...more,
});

/** Registries of databases that nobody else has, closed after each test. */
export function testRegistries() {
  const { newAddress } = testDatabases('registry');
  const opened: Registry[] = [];
  afterEach(async () => {
    for (const registry of opened.splice(0)) await registry.close();
  });
  const open = async (address = newAddress()): Promise<Registry> => {
    const registry = await openRegistry(address);
    opened.push(registry);
    return registry;
  };
  return { open, newAddress };
}

export async function publishAll(registry: Registry, schemas: Record<string, string>): Promise<string> {
  for (const [name, sdl] of Object.entries(schemas)) {
    const published = await publish(registry, publishing(name, sdl), options());
    if (published.kind !== 'published') throw new Error(`${name} is ${published.kind}: ${JSON.stringify(published)}`);
  }
  return (await registry.record.state()).supergraph ?? '';
}

export function digestIn(published: Published): string | null {
  return published.kind === 'published' ? published.entry.supergraph : null;
}
