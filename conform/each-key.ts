import { type Finding, notApplicable } from './check';
import { type EntityKey, keyName } from './entity-keys';
import type { SubgraphSchema } from './subgraph-schema';
import type { Subject } from './subject';

/** A finding for each key that the subgraph resolves. */
export async function eachKey(
  subject: Subject,
  look: (key: EntityKey, schema: SubgraphSchema) => Promise<Finding>,
): Promise<readonly Finding[]> {
  const { schema, entityKeys } = subject.learned;
  if (schema === null) return [notApplicable('the schema could not be read: see service-sdl')];
  if (entityKeys.length === 0) return [notApplicable('the schema has no entity with a resolvable key')];
  const findings: Finding[] = [];
  for (const key of entityKeys) findings.push({ ...(await look(key, schema)), about: keyName(key) });
  return findings;
}

export const noKnownKey = notApplicable(
  'no key of an entity that is there is known: the subgraph does not list the type at its root; give some with --keys',
);
