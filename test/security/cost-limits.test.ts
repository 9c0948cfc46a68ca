import { composeServices } from '@apollo/composition';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { runningGateway, stopGateways } from '../support/running-gateway';

afterEach(stopGateways);

function supergraph(url: string): string {
  const sdl = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize"])
    type Query { things(first: Int = 10): [Thing] @listSize(slicingArguments: ["first"]) }
    type Thing { id: ID }`;
  const { supergraphSdl } = composeServices([{ name: 'things', url, typeDefs: parse(sdl) }]);
  if (supergraphSdl === undefined) throw new Error('does not compose');
  return supergraphSdl;
}

const things = { data: { things: [{ id: '1' }, { id: '2' }] } };

async function gatewayWith(env: Record<string, string>) {
  const running = await runningGateway(() => things, env, supergraph);
  const ask = async (first: number, headers: Record<string, string> = {}) => {
    const response = await fetch(running.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: 'query ($n: Int) { things(first: $n) { id } }', variables: { n: first } }),
    });
    const told = ['estimated', 'actual', 'left'].map((name) => response.headers.get(`x-cost-${name}`));
    return { status: response.status, told, headers: response.headers, body: (await response.json()) as any };
  };
  return { ...running, ask };
}

describe('D12: what an operation costs', () => {
  it('is told with the answer, the first time and when the same text comes again', async () => {
    const { ask } = await gatewayWith({});
    for (const first of [5, 7, 7]) expect((await ask(first)).told).toEqual([String(first), '2', null]);
  });

  it('is refused above MAX_COST, before a subgraph is asked', async () => {
    const { ask, subgraph } = await gatewayWith({ MAX_COST: '100' });
    for (const first of [101, 1_000_000_000]) {
      const { status, body } = await ask(first);
      expect(status).toBe(400);
      expect(body.errors).toEqual([
        {
          message: `The operation is estimated to cost ${first} points; 100 are the most. Ask for shorter lists.`,
          extensions: { code: 'COST_LIMIT' },
        },
      ]);
    }
    expect(subgraph.requests).toEqual([]);
    expect((await ask(100)).status).toBe(200);
  });
});

describe('D22: a budget', () => {
  it('is hardly spent by asking what an operation would cost, and not without an end', async () => {
    const { ask, subgraph } = await gatewayWith({ COST_BUDGETS: 'anonymous=25', MAX_COST: '100' });
    const explain = { 'x-explain': 'only' };
    const { body } = await ask(1_000, explain);
    expect(body.extensions.explain.cost).toEqual({ estimated: 1_000, most: 100, budget: { left: 15, perMinute: 25 } });
    const statuses = [await ask(1, explain), await ask(1, explain)].map(({ status }) => status);
    expect(statuses).toEqual([200, 429]);
    expect(subgraph.requests).toEqual([]);
  });

  it('that is spent refuses with 429 and says when to ask again; what was not used is given back', async () => {
    const { ask, subgraph } = await gatewayWith({ COST_BUDGETS: 'anonymous=60' });
    // Of 60 points 2 are used.
    expect((await ask(60)).told.slice(0, 2)).toEqual(['60', '2']);
    const refusals: (string | null)[] = [];
    for (let asked = 0; asked < 200 && refusals.length === 0; asked += 1) {
      const { status, headers, body } = await ask(59);
      if (status !== 429) continue;
      expect(body.errors[0].extensions.code).toBe('RATE_LIMITED');
      refusals.push(headers.get('retry-after'));
    }
    expect(refusals).toHaveLength(1);
    expect(Number(refusals[0])).toBeGreaterThan(0);
    expect(subgraph.requests.length).toBeGreaterThan(0);
  });
});
