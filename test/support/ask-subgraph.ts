import { type Identity, identityText, nobody, nobodyText } from '../../common/identity';
import { signRequest } from '../../common/message-signature';
import { readSettings } from '../../common/settings';
import { randomSubgraphKeys, subgraphKeySettings } from '../../common/subgraph-keys';
import type { SubgraphName } from '../../common/subgraph-names';

/** Keys for a subgraph that a test serves and asks. */
export const testKeys = readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: randomSubgraphKeys() }).subgraphKeys;

/** Officers as the gateway tells a subgraph of them. */
export const officers = {
  immigration: {
    viewer: 'test:immigration-officer',
    agency: 'IMMIGRATION',
    scopes: ['permit:person'],
    areas: ['31.75'],
    purpose: 'permit-renewal',
  },
  unhcr: {
    viewer: 'test:unhcr-officer',
    agency: 'UNHCR',
    scopes: ['registration:person'],
    areas: ['31.75'],
    purpose: 'protection-assistance',
  },
} as const satisfies Record<string, Identity>;

/** Asks a subgraph as the gateway does: signed by the test's key or by another, with an identity. */
export async function askSubgraph(
  url: string,
  audience: SubgraphName,
  { query, variables = {} }: { readonly query: string; readonly variables?: object },
  identity: Identity = nobody,
  [key] = testKeys,
): Promise<{ data: any; errors?: any[] }> {
  if (key === undefined) throw new Error('No key to sign with.');
  const body = JSON.stringify({ query, variables });
  const told = identity === nobody ? nobodyText : identityText(identity);
  const signed = signRequest({ method: 'POST', path: '/graphql', audience, identity: told, body }, key);
  const headers = { 'content-type': 'application/json', ...signed };
  return (await (await fetch(url, { method: 'POST', headers, body })).json()) as { data: any; errors?: any[] };
}
