import { afterEach, describe, expect, it } from '@jest/globals';

import { SubgraphClient } from '../../../gateway/transport/subgraph-client';
import { type Canned, type CannedSubgraph, cannedSubgraph } from '../../support/canned-subgraph';

let subgraph: CannedSubgraph | undefined;
let client: SubgraphClient | undefined;

async function clientOf(answer: Canned, limits = { timeoutMs: 5_000, answerBytes: 10_000 }): Promise<SubgraphClient> {
  subgraph = await cannedSubgraph(answer);
  client = new SubgraphClient('permits', subgraph.url, limits);
  return client;
}

afterEach(async () => {
  await client?.close();
  await subgraph?.close();
});

const code = (expected: string) => expect.objectContaining({ extensions: { code: expected, subgraph: 'permits' } });

describe('asking a subgraph', () => {
  it('gives its answer as it is, errors and all', async () => {
    const answer = { data: { a: 1 }, errors: [{ message: 'b is away' }] };
    expect(await (await clientOf(() => answer)).ask('{"query":"{ a b }"}')).toEqual(answer);
  });

  it('gives the errors of a 400 answer, which is how a subgraph refuses an operation', async () => {
    const ask = await clientOf((_, response) => {
      response.statusCode = 400;
      return { errors: [{ message: 'first: -1 must be from 1 to 100' }] };
    });
    expect((await ask.ask('{"query":"{ a }"}')).errors?.[0]?.message).toBe('first: -1 must be from 1 to 100');
  });

  it('says SUBGRAPH_UNAVAILABLE when nobody listens, without the address', async () => {
    const ask = await clientOf(() => ({ data: {} }));
    await subgraph?.close();
    const failure = await ask.ask('{"query":"{ a }"}').catch((error: unknown) => error);
    expect(failure).toEqual(code('SUBGRAPH_UNAVAILABLE'));
    expect((failure as Error).message).not.toMatch(/127\.0\.0\.1|ECONN/);
  });

  it('says SUBGRAPH_TIMEOUT when no answer comes in time', async () => {
    const ask = await clientOf(() => undefined, { timeoutMs: 50, answerBytes: 1_000 });
    await expect(ask.ask('{"query":"{ a }"}')).rejects.toEqual(code('SUBGRAPH_TIMEOUT'));
  });

  it.each([
    ['a page of HTML', (response: any) => response.end('<html>host-17.internal</html>')],
    ['a list', (response: any) => response.end('[1]')],
    ['neither data nor errors', (response: any) => response.end('{}')],
    ['data that is a number', (response: any) => response.end('{"data":1}')],
    ['errors without messages', (response: any) => response.end('{"errors":[{}]}')],
    ['a cut-off answer', (response: any) => response.end('{"data":{"a"')],
    ['more than the cap', (response: any) => response.end(`{"data":{"a":"${'x'.repeat(20_000)}"}}`)],
  ])('says SUBGRAPH_INVALID_RESPONSE to %s', async (_, send) => {
    const ask = await clientOf((_request, response) => void send(response));
    const failure = await ask.ask('{"query":"{ a }"}').catch((error: unknown) => error);
    expect(failure).toEqual(code('SUBGRAPH_INVALID_RESPONSE'));
    expect((failure as Error).message).not.toContain('internal');
  });

  it('follows no redirect', async () => {
    const other = await cannedSubgraph(() => ({ data: { a: 'from elsewhere' } }));
    const ask = await clientOf((_, response) => void response.writeHead(307, { location: other.url }).end());
    await expect(ask.ask('{"query":"{ a }"}')).rejects.toEqual(code('SUBGRAPH_INVALID_RESPONSE'));
    expect(other.requests).toEqual([]);
    await other.close();
  });
});
