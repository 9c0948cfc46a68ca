import dns from 'node:dns';
import net from 'node:net';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

import { subgraphNames } from '../../common/subgraph-names';
import { runGateway } from '../../gateway/main';
import { type CannedSubgraph, cannedSubgraph } from '../support/canned-subgraph';

const asked: string[] = [];
let subgraph: CannedSubgraph;

beforeAll(async () => {
  subgraph = await cannedSubgraph(() => ({ data: { area: { __typename: 'Area', code: '31', name: 'DKI Jakarta' } } }));
  const connect = net.Socket.prototype.connect;
  jest.spyOn(net.Socket.prototype, 'connect').mockImplementation(function (this: net.Socket, ...args: any[]) {
    const [first] = args.flat();
    asked.push(String(first?.host ?? first?.path ?? first));
    return connect.apply(this, args as never);
  } as never);
  const lookup = dns.lookup;
  jest.spyOn(dns, 'lookup').mockImplementation(((name: string, ...rest: any[]) => {
    asked.push(name);
    return (lookup as any)(name, ...rest);
  }) as never);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await subgraph.close();
});

it('connects to nobody from start to stop but to the hosts that the settings name', async () => {
  const urls = subgraphNames.map((name) => `${name}=${subgraph.url}`).join(',');
  const gateway = await runGateway({ GATEWAY_PORT: '0', SUBGRAPH_URLS: urls }, {}, { insecure: true });
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ area(code: \\"31\\") { name } }"}',
  });
  expect(await response.json()).toEqual({ data: { area: { name: 'DKI Jakarta' } } });
  await gateway.stop();
  expect(asked).toContain('127.0.0.1');
  expect(asked.filter((host) => !['127.0.0.1', '::1', 'localhost'].includes(host))).toEqual([]);
  expect(process.env.APOLLO_TELEMETRY_DISABLED).toBe('1');
});
