import { request } from 'node:http';

import { afterEach, describe, expect, it } from '@jest/globals';

import { runningGateway as running, stopGateways, supergraphOf } from '../support/running-gateway';

afterEach(stopGateways);

describe('a supergraph that changes', () => {
  it('is taken without a failed request; the running one ends on the old one', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let first = true;
    const { gateway, write, ask, nextLine, subgraph } = await running(async () => {
      if (!first) return { data: { a: 2, c: 3 } };
      first = false;
      await held;
      return { data: { a: 1 } };
    });
    const old = ask('{ a }');
    const taken = nextLine();
    await write(supergraphOf(subgraph.url, 'c: Int'));
    expect(await taken).toContain('changed and is served');
    expect(gateway.generations.count).toBe(2);
    expect((await ask('{ c }')).body).toEqual({ data: { c: 3 } });
    release();
    expect((await old).body).toEqual({ data: { a: 1 } });
    expect(gateway.generations.count).toBe(1);
  });

  it('has the plans of what was asked lately before it is served', async () => {
    const { gateway, write, ask, nextLine, subgraph } = await running(() => ({ data: { a: 1, b: 2 } }));
    await ask('{ a }');
    await ask('query Both { a b }');
    const taken = nextLine();
    await write(supergraphOf(subgraph.url, 'c: Int'));
    await taken;
    expect(gateway.generations.now.supergraph.plans.size).toBe(2);
  });

  it('is refused when it is broken; the former one serves on', async () => {
    const { write, ask, nextLine } = await running(() => ({ data: { a: 1 } }));
    for (const broken of ['', 'type Query {', 'type Query { a: Int }']) {
      const told = nextLine();
      await write(broken);
      expect(await told).toContain('changed and is refused');
      expect((await ask('{ a }')).body).toEqual({ data: { a: 1 } });
    }
  });
});

describe('equal operations at the same time', () => {
  it('are executed once; mutations as often as they are asked for', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { ask, subgraph } = await running(async () => (await held, { data: { a: 1, change: 1 } }), {
      SHARE_SUBGRAPH_CALLS: 'false',
    });
    const queries = [ask('{ a }'), ask('{ a }'), ask('query { a }')];
    const mutations = [ask('mutation { change }'), ask('mutation { change }')];
    const arrived = new Promise<void>((resolve) => {
      const look = (): void => (subgraph.requests.length >= 3 ? resolve() : void setImmediate(look));
      look();
    });
    await arrived;
    release();
    for (const { body } of await Promise.all(queries)) expect(body).toEqual({ data: { a: 1 } });
    await Promise.all(mutations);
    expect(subgraph.requests.filter(({ query }) => query.startsWith('mutation'))).toHaveLength(2);
    expect(subgraph.requests.filter(({ query }) => !query.startsWith('mutation')).length).toBeLessThan(3);
  });
});

describe('a client that leaves', () => {
  it('ends what was asked of the subgraphs for it', async () => {
    let came: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (came = resolve));
    let left: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (left = resolve));
    const { gateway } = await running((_, response) => {
      came();
      response.once('close', left);
      return undefined;
    });
    const asking = request(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    asking.on('error', () => undefined);
    asking.end('{"query":"{ a }"}');
    await arrived;
    asking.destroy();
    await ended;
  });
});

describe('an operation', () => {
  it('that selects too much is refused before it is planned, and the next is answered', async () => {
    const { ask } = await running(() => ({ data: { a: 1 } }), { MAX_SELECTIONS: '50' });
    const large = `{ ${Array.from({ length: 60 }, (_, index) => `a${index}: a`).join(' ')} }`;
    const refused = await ask(large);
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([400, 'OPERATION_TOO_LARGE']);
    expect((await ask('{ a }')).body).toEqual({ data: { a: 1 } });
  });

  it.each(['query A { a } query B { b }', 'query A { a }'])(
    'that operationName does not find is refused with 400: %s',
    async (query) => {
      const { gateway } = await running(() => ({ data: { a: 1 } }));
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName: 'C' }),
      });
      const { errors } = (await response.json()) as any;
      expect([response.status, errors[0].extensions.code]).toEqual([400, 'OPERATION_RESOLUTION_FAILURE']);
    },
  );

  it('whose variables do not fit is refused with 400 and asks no subgraph', async () => {
    const { ask, subgraph } = await running(() => ({ data: { a: 1 } }));
    const { status, body } = await ask('query ($yes: Boolean!) { a @include(if: $yes) }', { yes: 'maybe' });
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(subgraph.requests).toEqual([]);
  });
});
