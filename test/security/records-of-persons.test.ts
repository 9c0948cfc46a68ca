import { randomUUID } from 'node:crypto';

import { composeServices } from '@apollo/composition';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { signIn } from '../../cli/sign-in';
import { type Identity, nobody, readIdentity } from '../../common/identity';
import { randomSubgraphKeys } from '../../common/subgraph-keys';
import { randomDemonstrationKey } from '../../gateway/auth/demonstration-key';
import { startStore } from '../../store/main';
import { permits } from '../../subgraphs/permits';
import type { PermitModels } from '../../subgraphs/permits/models';
import { demonstrationDay, tellStory } from '../../subgraphs/seed';
import { type OpenSubgraph, openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/shared/serve-subgraph';
import { askSubgraph, officers, testKeys } from '../support/ask-subgraph';
import { runningGateway, stopGateways } from '../support/running-gateway';

const records = permits.demonstration(tellStory(1, demonstrationDay));
const [permit] = records.stay_permits as readonly { _id: string; areaCode: string; holderId: string }[];
const holders = (records.permit_holders as readonly { _id: string }[]).filter(({ _id }) => _id === permit?.holderId);

let store: Awaited<ReturnType<typeof startStore>>;
let open: OpenSubgraph<PermitModels>;
let served: ServedSubgraph;

beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
  const databasePrefix = `persons_${randomUUID().slice(0, 8)}`;
  open = await openSubgraph(permits, { mongodbUri: store.uri, embedded: true, databasePrefix });
  await open.models.StayPermit.insertMany([permit]);
  await open.models.PermitHolder.insertMany(holders);
  served = await serveSubgraph(permits, open, 0, { keys: testKeys });
}, 60_000);
afterAll(async () => {
  await served.stop();
  await open.close();
  await store.stop();
});
afterEach(stopGateways);

const others: [string, Identity][] = [
  ['nobody', nobody],
  ['an officer of another agency', { ...officers.immigration, agency: 'UNHCR' }],
  ['an officer of another area', { ...officers.immigration, areas: ['31.74'] }],
  ['an officer of an area whose code begins the same', { ...officers.immigration, areas: ['31.7'] }],
  ['an officer without an area', { ...officers.immigration, areas: [] }],
  ['an officer without a purpose', { ...officers.immigration, purpose: null }],
  ['somebody without the scope', { ...officers.immigration, scopes: ['permit:read'] }],
  ['rights without a viewer', { ...officers.immigration, viewer: null }],
];

const byId = (id: string) => ({
  query: 'query ($id: ID!) { stayPermit(id: $id) { id holder { name } } }',
  variables: { id },
});
const byReference = (id: string) => ({
  query: 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on StayPermit { id holder { name } } } }',
  variables: { keys: [{ __typename: 'StayPermit', id }] },
});

describe('A17: a subgraph asked for a record that is not the viewer’s', () => {
  it('is answered to the officer whose it is', async () => {
    const id = permit?._id ?? '';
    expect((await askSubgraph(served.url, 'permits', byId(id), officers.immigration)).data.stayPermit.id).toBe(id);
    const { data } = await askSubgraph(served.url, 'permits', byReference(id), officers.immigration);
    expect(data._entities[0].id).toBe(id);
  });

  it.each(others)('L7: says to %s, byte by byte, what it says of one that is not there', async (_, identity) => {
    for (const asked of [byId, byReference]) {
      const there = await askSubgraph(served.url, 'permits', asked(permit?._id ?? ''), identity);
      const nowhere = await askSubgraph(served.url, 'permits', asked('IT-000000'), identity);
      expect(JSON.stringify(there)).toBe(JSON.stringify(nowhere));
      expect(JSON.stringify(there)).not.toContain(permit?._id);
    }
  });

  it.each(others)('lists nothing to %s, whatever is there', async (_, identity) => {
    const list = (code: string) => ({
      query:
        'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Area { stayPermits { nodes { id } } } } }',
      variables: { keys: [{ __typename: 'Area', code }] },
    });
    const answers = await Promise.all(
      [permit?.areaCode ?? '', '31.75.99.1001'].map((code) => askSubgraph(served.url, 'permits', list(code), identity)),
    );
    expect(answers[0]?.data._entities[0].stayPermits).toBeNull();
    expect(answers[0]?.errors?.[0].extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(JSON.stringify(answers[0])).toBe(JSON.stringify(answers[1]));
  });
});

describe('C1: what is answered to one viewer', () => {
  it('is never answered to another who asks the same at the same moment, or after', async () => {
    const supergraph = (url: string): string => {
      const sdl = `
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@policy"])
        type Query { me: String @policy(policies: [["agency-immigration"], ["agency-unhcr"]]) all: Int }`;
      return composeServices([{ name: 'things', url, typeDefs: parse(sdl) }]).supergraphSdl ?? '';
    };
    let waiting: (() => void)[] = [];
    const { gateway, subgraph } = await runningGateway(
      async (_body, _response, { headers }) => {
        const identity = readIdentity(String(headers['simpul-identity']));
        // Both are asked before either is answered.
        if (waiting.length < 2) {
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            if (waiting.length === 2) waiting.forEach((release) => release());
          });
        }
        return { data: { me: identity?.viewer ?? 'nobody', all: 1 } };
      },
      { DEMONSTRATION_KEY: randomDemonstrationKey(), SUBGRAPH_KEYS: randomSubgraphKeys() },
      supergraph,
    );
    const tokens = await Promise.all(['immigration-officer', 'unhcr-officer'].map((as) => signIn(gateway.url, as)));
    const ask = async (token: string | undefined) => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ query: '{ me }' }),
      });
      return ((await response.json()) as any).data.me;
    };
    const expected = ['demonstration:immigration-officer', 'demonstration:unhcr-officer'];
    for (let round = 0; round < 3; round += 1) {
      expect(await Promise.all(tokens.map(({ token }) => ask(token)))).toEqual(expected);
      waiting = [() => undefined, () => undefined];
      expect(await ask(undefined)).toBeNull();
    }
    expect(subgraph.requests).toHaveLength(6);
  });
});
