import dns from 'node:dns';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { GraphQLError } from 'graphql';

import { readHostPattern } from '../../gateway/transport/host-pattern';
import { refuseHosts } from '../../gateway/transport/refuse-hosts';
import { SubgraphClients } from '../../gateway/transport/subgraph-clients';
import { type CannedSubgraph, cannedSubgraph } from '../support/canned-subgraph';
import { runningGateway, stopGateways, supergraphOf } from '../support/running-gateway';
import { endAll, simpul } from '../support/simpul-process';

const hostsOf = (text: string) =>
  text
    .split(',')
    .map(readHostPattern)
    .filter((each) => each !== null);
const usual = hostsOf('localhost,127.0.0.1,[::1]');

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closing.reverse()) await close();
  closing = [];
  await stopGateways();
  await endAll();
});

const refusal = (url: string, hosts = usual): string => {
  try {
    refuseHosts([{ name: 'permits', url }], hosts);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('S3: a supergraph names a host', () => {
  it.each([
    ['of a cloud for its metadata', 'http://169.254.169.254/secret', '169.254.169.254'],
    ['the same as IPv6', 'http://[::ffff:169.254.169.254]/secret', '[::ffff:a9fe:a9fe]'],
    ['of elsewhere', 'https://evil.example/secret', 'evil.example'],
    ['that begins like one that is named', 'http://localhost.evil.example/secret', 'localhost.evil.example'],
    ['that ends like one that is named', 'http://evil-localhost/secret', 'evil-localhost'],
    ['with a dot at its end', 'http://localhost.:4001/secret', 'localhost.:4001'],
    ['of this machine, mapped into IPv6', 'http://[::ffff:7f00:1]/secret', '[::ffff:7f00:1]'],
    ['that is no address', 'http://0.0.0.0/secret', '0.0.0.0'],
    ['in hexadecimal', 'http://0x7f.1/secret', '127.0.0.1'],
    ['in octal', 'http://0177.0.0.1/secret', '127.0.0.1'],
    ['as one number', 'http://2130706433/secret', '127.0.0.1'],
    ['with a part left out', 'http://127.1/secret', '127.0.0.1'],
    ['in wide digits', 'http://１２７.0.0.1/secret', '127.0.0.1'],
    ['in percents', 'http://%6cocalhost/secret', 'localhost'],
    ['of IPv6 at length', 'http://[0:0:0:0:0:0:0:1]/secret', '[::1]'],
    ['without slashes', 'http:localhost/secret', 'localhost'],
    ['after the name of a user', 'http://secret@localhost/graphql', 'localhost'],
    ['after a password', 'http://evil.example:secret@127.0.0.1/graphql', '127.0.0.1'],
    ['after an empty user', 'http://@localhost/secret', 'localhost'],
    ['by gopher', 'gopher://localhost:70/secret', 'localhost'],
    ['by a file', 'file:///secret', 'no host'],
    ['by data', 'data:text/plain,secret', 'no host'],
  ])('%s, and is refused: %s', (_, url, host) => {
    const told = refusal(url);
    expect(told).toContain(`permits is at ${host}`);
    expect(told).toContain('SUBGRAPH_HOSTS');
    expect(told).not.toContain('secret');
  });

  it('not at all, and is refused', () => {
    for (const url of ['', 'secret', 'http://', 'http://[secret]'])
      expect(refusal(url)).toMatch(/^permits has an address that cannot be read; (?!.*secret)/);
  });

  it.each([
    ['http://localhost:4001/graphql', usual],
    ['HTTP://LocalHost/graphql', usual],
    ['https://127.0.0.1/graphql', usual],
    ['http://[::1]:4001/graphql', usual],
    ['http://localhost\\@evil.example/graphql', usual],
    ['https://permits.agency.example.id/graphql?a=b', hostsOf('*.agency.example.id:443')],
    ['http://permits.example.id/graphql', hostsOf('permits.example.id:80')],
    ['http://169.254.1.1/graphql', hostsOf('169.254.1.1')],
  ])('that the settings name, and is taken: %s', (url, hosts) => {
    expect(refusal(url, hosts)).toBe('');
  });

  it('and another: all are told together, five at most by name', () => {
    const subgraphs = Array.from({ length: 7 }, (_, at) => ({ name: `s${at}`, url: `http://h${at}.example` }));
    const read = () => refuseHosts(subgraphs, usual);
    expect(read).toThrow(/^s0 is at h0\.example, .*; s4 is at h4\.example, [^;]*; [^;]*; and 2 more\.$/);
  });
});

describe('S3: a gateway', () => {
  it('does not start over such a supergraph, exits 2, and tells subgraph, host and setting alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simpul-hosts-'));
    closing.push(() => rm(folder, { recursive: true }));
    const file = join(folder, 'supergraph.graphql');
    await writeFile(file, supergraphOf('http://evil.example:8080/secret?secret'));
    const run = simpul(['gateway', '--supergraph', file, '--port', '0', '--insecure']);
    expect(await run.ended).toBe(2);
    expect(run.errors()).toContain(
      `${file} cannot be served: things is at evil.example:8080, which SUBGRAPH_HOSTS does not name; add it there if it is meant.`,
    );
    expect(run.errors().trim().split('\n')).toHaveLength(1);
    expect(run.errors()).not.toContain('secret');
  }, 30_000);

  it('serves the former one on when a next one names another host', async () => {
    const { write, ask, nextLine, subgraph } = await runningGateway(() => ({ data: { a: 1 } }));
    const told = nextLine();
    await write(supergraphOf('http://169.254.169.254/secret', 'c: Int'));
    const line = await told;
    expect(line).toContain('is refused: things is at 169.254.169.254, which SUBGRAPH_HOSTS does not name');
    expect(line).toContain('The former one is served on.');
    expect(line).not.toContain('secret');
    expect((await ask('{ a }')).body).toEqual({ data: { a: 1 } });
    expect((await ask('{ c }')).status).toBe(400);
    expect(subgraph.requests).toHaveLength(1);
  });

  it('goes where SUBGRAPH_URLS says, whatever the supergraph says of that subgraph', async () => {
    const canned = await cannedSubgraph(() => ({ data: { a: 2 } }));
    closing.push(() => canned.close());
    const urls = { SUBGRAPH_URLS: `things=${canned.url}`, SUBGRAPH_HOSTS: 'permits.example.id' };
    const { ask } = await runningGateway(
      () => ({ data: { a: 1 } }),
      urls,
      () => supergraphOf('http://evil.example'),
    );
    expect((await ask('{ a }')).body).toEqual({ data: { a: 2 } });
  });

  it('does not start where Node would take any certificate, and tells all mistakes together', async () => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0', SUBGRAPH_HOSTS: 'http://a' };
    const run = simpul(['gateway', '--port', '0', '--insecure'], env);
    expect(await run.ended).toBe(78);
    expect(run.errors()).toContain('The settings have 2 mistakes:');
    expect(run.errors()).toContain('NODE_TLS_REJECT_UNAUTHORIZED is "0", but it must not be 0');
    expect(run.errors()).toContain('SUBGRAPH_HOSTS is "http://a"');
  }, 30_000);
});

/** The name leads to these addresses, one look after another, and to the last of them from then on. */
function leadTo(...looks: string[][]): void {
  const { lookup } = dns;
  const left = [...looks];
  jest.spyOn(dns, 'lookup').mockImplementation(((name: string, ...rest: any[]) => {
    if (name !== 'permits.example.id') return (lookup as any)(name, ...rest);
    const addresses = left.length > 1 ? left.shift() : left[0];
    const found = addresses?.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    return setImmediate(() => rest.at(-1)(null, found));
  }) as never);
}

const looksFor = (name: string): number => jest.mocked(dns.lookup).mock.calls.filter(([of]) => of === name).length;

describe('S3: a name that the settings name', () => {
  /** Clients of one subgraph on this machine, under a name. */
  async function named(hosts: string) {
    const canned: CannedSubgraph = await cannedSubgraph((_, response) => {
      // Each question has a connection of its own, and so a look.
      response.setHeader('connection', 'close');
      return { data: { a: 1 } };
    });
    closing.push(() => canned.close());
    const { port } = new URL(canned.url);
    const clients = new SubgraphClients([{ name: 'permits', url: `http://permits.example.id:${port}/graphql` }], {
      urls: new Map(),
      hosts: hostsOf(`permits.example.id,${hosts.replace('PORT', port)}`),
      limits: { timeoutMs: 5_000, answerBytes: 1_000 },
      timeouts: new Map(),
      share: false,
    });
    closing.push(() => clients.close());
    const ask = async (): Promise<unknown> =>
      clients.ask('permits', '{"query":"{ a }"}', { mayRepeat: true }).then(
        (body) => body.read('permits').data,
        (error: unknown) => (error as GraphQLError).extensions.code,
      );
    return { ask, clients, requests: canned.requests };
  }

  it.each([
    ['this machine', ['127.0.0.1']],
    ['another address of this machine', ['127.8.8.8']],
    ['no address', ['0.0.0.0']],
    ['no address of IPv6', ['::']],
    ['this machine by IPv6', ['::1']],
    ['this machine, mapped into IPv6', ['::ffff:127.0.0.1']],
    ['metadata of a cloud', ['169.254.169.254']],
    ['the same, mapped into IPv6', ['::ffff:a9fe:a9fe']],
    ['its link by IPv6', ['fe80::1%eth0']],
    ['elsewhere and this machine', ['192.0.2.1', '127.0.0.1']],
  ])('and leads to %s is not gone to', async (_, addresses) => {
    leadTo(addresses);
    const { ask, clients, requests } = await named('10.0.0.7');
    expect(await ask()).toBe('SUBGRAPH_HOST_REFUSED');
    expect(await clients.all.get('permits')?.isHealthy(5_000)).toBe(false);
    expect(requests).toEqual([]);
  });

  it.each(['127.0.0.1', '127.0.0.1:PORT'])('may lead to this machine where that is named too: %s', async (hosts) => {
    leadTo(['127.0.0.1']);
    const { ask } = await named(hosts);
    expect(await ask()).toEqual({ a: 1 });
  });

  it('may not lead to another port of this machine than the one named', async () => {
    leadTo(['127.0.0.1']);
    const { ask } = await named('127.0.0.1:1');
    expect(await ask()).toBe('SUBGRAPH_HOST_REFUSED');
  });

  it('is looked at at every connection: what was allowed first is refused once it leads elsewhere', async () => {
    leadTo(['127.0.0.1'], ['127.0.0.2']);
    const { ask, requests } = await named('127.0.0.1');
    expect(await ask()).toEqual({ a: 1 });
    expect(await ask()).toBe('SUBGRAPH_HOST_REFUSED');
    expect(requests).toHaveLength(1);
  });

  it('and is gone to at the addresses that were looked at, with no second look between', async () => {
    leadTo(['127.0.0.1'], ['169.254.169.254']);
    const { ask, requests } = await named('127.0.0.1');
    expect(await ask()).toEqual({ a: 1 });
    expect(looksFor('permits.example.id')).toBe(1);
    expect(requests).toHaveLength(1);
  });

  it('and has no address is a subgraph that cannot be reached', async () => {
    leadTo([]);
    const { ask } = await named('127.0.0.1');
    expect(await ask()).toBe('SUBGRAPH_UNAVAILABLE');
  });
});
