import { afterEach, describe, expect, it } from '@jest/globals';

import { isDigestOf, refusalOf, secondsNow } from '../../../common/message-signature';
import { SeenNonces } from '../../../common/seen-nonces';
import { readSettings } from '../../../common/settings';
import { randomSubgraphKeys, subgraphKeySettings } from '../../../common/subgraph-keys';
import { SubgraphClients } from '../../../gateway/transport/subgraph-clients';
import { type CannedSubgraph, cannedSubgraph, type Received } from '../../support/canned-subgraph';

const keys = readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: randomSubgraphKeys() }).subgraphKeys;
const body = '{"query":"{ a }"}';

let subgraph: CannedSubgraph;
let clients: SubgraphClients;
afterEach(async () => {
  await clients.close();
  await subgraph.close();
});

/** The gateway's side of one subgraph that answers with these statuses in turn, and what came to it. */
async function requestsTo(statuses: readonly number[], query = '', signing = keys): Promise<Received[]> {
  const all: Received[] = [];
  subgraph = await cannedSubgraph((_, response, received) => {
    all.push(received);
    response.statusCode = statuses[all.length - 1] ?? 200;
    return response.statusCode === 503 ? 'later' : { data: {} };
  });
  clients = new SubgraphClients([{ name: 'permits', url: `${subgraph.url}${query}` }], {
    urls: new Map(),
    hosts: [{ host: '127.0.0.1', isSuffix: false, port: null }],
    limits: { timeoutMs: 5_000, answerBytes: 100_000 },
    timeouts: new Map(),
    share: false,
    keys: signing,
  });
  return all;
}

const ask = () => clients.ask('permits', body, { mayRepeat: true });

function areSigned(all: readonly Received[], by = keys): boolean[] {
  const nonces = new SeenNonces();
  const takeNonce = nonces.take.bind(nonces);
  const expected = { audience: 'permits', keys: by, now: secondsNow(), takeNonce };
  return all.map(
    ({ headers, bytes }) =>
      refusalOf({ method: 'POST', path: '/graphql', headers }, expected) === null &&
      isDigestOf(headers['content-digest'], bytes),
  );
}

describe('requests to a subgraph', () => {
  it('are signed, each with a nonce of its own', async () => {
    const all = await requestsTo([]);
    await ask();
    await ask();
    expect(areSigned(all)).toEqual([true, true]);
  });

  it('are signed anew when they are asked again', async () => {
    const all = await requestsTo([503]);
    await ask();
    expect(areSigned(all)).toEqual([true, true]);
  });

  it('are signed over the path without the query of the address', async () => {
    const all = await requestsTo([], '?region=31');
    await ask();
    expect(areSigned(all)).toEqual([true]);
  });

  it('are signed with the key of that subgraph, which nobody else has, where there is one', async () => {
    const partners = readSettings(subgraphKeySettings, {
      SUBGRAPH_KEYS: `weather:${randomSubgraphKeys()}`,
    }).subgraphKeys;
    const own = readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: `permits:${randomSubgraphKeys()}` }).subgraphKeys;
    const all = await requestsTo([], '', [...keys, ...partners, ...own]);
    await ask();
    expect(areSigned(all)).toEqual([false]);
    expect(areSigned(all, partners)).toEqual([false]);
    expect(areSigned(all, own)).toEqual([true]);
  });

  it('that are answered 401 tell that the subgraph refused, whatever it says', async () => {
    await requestsTo([401]);
    await expect(ask()).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_HTTP_ERROR', subgraph: 'permits' } });
  });
});
