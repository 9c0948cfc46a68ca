import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { GatewayClient } from '../../common/gateway-client';

let gateway: Server | undefined;
afterEach(() => {
  gateway?.closeAllConnections();
  gateway?.close();
});

/** A client of a gateway that answers so, one after the other, and what the client waited for. */
async function clientOf(answers: readonly { status?: number; headers?: Record<string, string>; body: object }[]) {
  const waits: string[] = [];
  let asked = 0;
  gateway = createServer((request, response) => {
    const { status = 200, headers = {}, body } = answers[asked] ?? { body: {} };
    asked += 1;
    request.resume().on('end', () => response.writeHead(status, headers).end(JSON.stringify(body)));
  });
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  const client = new GatewayClient({
    url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/graphql`,
    token: () => Promise.resolve(null),
    signal: new AbortController().signal,
    onWait: (seconds, reason) => waits.push(`${seconds} s for ${reason}`),
  });
  return { client, waits, asked: () => asked };
}

const failed = (code: string) => ({ body: { data: { a: null }, errors: [{ message: 'No.', extensions: { code } }] } });
const whole = { body: { data: { a: 1 } } };

describe('a program that asks the gateway', () => {
  it('asks again when a subgraph did not answer, and when its budget was spent', async () => {
    const spent = { status: 429, headers: { 'retry-after': '1' }, body: {} };
    const { client, waits } = await clientOf([failed('SUBGRAPH_TIMEOUT'), spent, whole]);
    expect(await client.ask('{ a }', {})).toEqual({ data: { a: 1 }, denied: [] });
    expect(waits).toEqual(['1 s for subgraph', '1 s for budget']);
  });

  it.each(['COST_LIMIT', 'GRAPHQL_VALIDATION_FAILED', 'SUBGRAPH_OUTCOME_UNKNOWN'])(
    'does not ask again where nothing would change: %s',
    async (code) => {
      const { client, asked } = await clientOf([failed(code), whole]);
      await expect(client.ask('{ a }', {})).rejects.toThrow('The gateway: No.');
      expect(asked()).toBe(1);
    },
  );

  it('is told what was left out for want of a right', async () => {
    const message = 'Unauthorized field or type: sign in to see it.';
    const errors = [{ message, path: ['a'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }];
    const { client } = await clientOf([{ body: { data: { a: null, b: 2 }, errors } }]);
    const denied = [{ path: ['a'], reason: message }];
    expect(await client.ask('{ a b }', {})).toEqual({ data: { a: null, b: 2 }, denied });
  });
});
