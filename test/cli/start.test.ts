import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { endAll, simpul } from '../support/simpul-process';

/** Free ports for every part, so that the test meets nobody. Settings of the surroundings are left out. */
const freePorts = {
  SIMPUL_STORE_PORT: '0',
  PERMITS_PORT: '0',
  REFUGEES_PORT: '0',
  SECURITY_PORT: '0',
  STABILITY_PORT: '0',
  GATEWAY_PORT: '0',
};

afterEach(endAll);

const start = (args: readonly string[], env: Record<string, string> = {}) => simpul(args, { ...freePorts, ...env });

describe('simpul start', () => {
  it('runs everything, says what runs where, answers, and leaves nothing behind when it is asked to stop', async () => {
    const run = start(['start', '--memory']);
    await run.line(/ready/);
    expect(run.output()).toMatch(
      /^store {6}embedded, for one machine: in memory only, \d+ documents, port \d+; set MONGODB_URI/m,
    );
    expect(run.output()).toMatch(/^subgraphs {2}permits \d+, refugees \d+, security \d+, stability \d+/m);
    const [, url = ''] = await run.line(/(http:\/\/localhost:\d+\/graphql)/);
    const ports = [...run.output().matchAll(/(?:port|permits|refugees|security|stability|localhost:) ?(\d{4,5})/g)].map(
      Number0,
    );
    expect(ports.length).toBeGreaterThanOrEqual(6);

    await run.line(/^(ready)$/m);
    expect(run.output()).toMatch(/^sign-in {4}a demonstration: anybody on this machine may be dashboard, analyst, /m);
    const token = start(['token', '--as', 'analyst'], { GATEWAY_URL: url });
    expect(await token.ended).toBe(0);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.output().trim()}` },
      body: JSON.stringify({ query: '{ stabilityRanking(within: "31.75", level: DISTRICT) { entries { rank } } }' }),
    });
    const answer = (await response.json()) as any;
    expect(answer.data.stabilityRanking.entries).toHaveLength(10);

    const [, permits = ''] = await run.line(/permits (\d+).* \(loopback, signed\)/);
    const unsigned = await fetch(`http://127.0.0.1:${permits}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(unsigned.status).toBe(401);

    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(run.errors()).toBe('');
    for (const port of ports) await expect(isFree(port)).resolves.toBe(true);
  }, 60_000);

  it('tells all mistakes in the settings at once and exits 78', async () => {
    const run = start(['start', '--memory'], { GATEWAY_PORT: 'four thousand', SUBGRAPH_TIMEOUT_MS: '-1' });
    expect(await run.ended).toBe(78);
    expect(run.errors()).toContain('GATEWAY_PORT is "four thousand", but it must be a port number');
    expect(run.errors()).toContain('SUBGRAPH_TIMEOUT_MS is "-1", but it must be a whole number');
  });

  it('refuses a key that is too short, and does not print it', async () => {
    const key = Buffer.alloc(31, 7).toString('base64');
    const run = start(['start', '--memory'], { SUBGRAPH_KEYS: `2026a=${key}` });
    expect(await run.ended).toBe(78);
    expect(run.errors()).toContain('SUBGRAPH_KEYS is set, but each key must be at least 32 bytes');
    expect(run.output() + run.errors()).not.toContain(key);
  });

  it('refuses production without MONGODB_URI, unless the embedded store is given by name', async () => {
    const run = start(['start'], { NODE_ENV: 'production', MONGODB_URI: '' });
    expect(await run.ended).toBe(78);
    expect(run.errors()).toContain('NODE_ENV is production and MONGODB_URI is not set');
  });

  it('tells a port in use in one clear line, stops the rest, and exits 2', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const port = String((taken.address() as AddressInfo).port);
    const run = start(['start', '--memory'], { SECURITY_PORT: port });
    expect(await run.ended).toBe(2);
    expect(run.errors()).toContain(`security: port ${port} is in use`);
    expect(run.errors()).not.toMatch(/at .*\.js:\d+/);
    await new Promise((resolve) => taken.close(resolve));
  }, 60_000);
});

describe('one part alone', () => {
  it('says when a subgraph is unsigned', async () => {
    const store = start(['store', 'serve', '--port', '0', '--memory']);
    const [, port = ''] = await store.line(/127\.0\.0\.1:(\d+)/);
    const database = { MONGODB_URI: `mongodb://127.0.0.1:${port}/` };
    const run = start(['subgraph', 'permits'], database);
    await run.line(
      /^permits {2}http:\/\/127.0.0.1:\d+\/graphql {2}\(loopback only, unsigned: SUBGRAPH_KEYS is not set\)/m,
    );
  }, 30_000);

  it('is told in one line when its database does not answer', async () => {
    const run = start(['subgraph', 'permits'], { MONGODB_URI: 'mongodb://root:secret@127.0.0.1:9/' });
    expect(await run.ended).toBe(2);
    expect(run.errors()).toContain('permits: no database answers at MONGODB_URI');
    expect(run.errors()).not.toContain('secret');
  }, 20_000);

  it('is refused with 64 when the command line is not understood', async () => {
    for (const args of [['subgraph', 'weather'], ['nothing'], ['gateway', '--prot', '1']]) {
      expect(await start(args).ended).toBe(64);
    }
  });

  it('has help for every command', async () => {
    for (const name of [
      'start',
      'gateway',
      'token',
      'subgraph',
      'store',
      'seed',
      'import',
      'rollup',
      'data',
      'assess',
      'risk',
      'compose',
    ]) {
      const run = start([name, '--help']);
      expect(await run.ended).toBe(0);
      expect(run.output()).toContain(`Usage: simpul ${name}`);
    }
  }, 30_000);

  it('is only the gateway over any supergraph; a file that is none is told in one line', async () => {
    const run = start(['gateway', '--supergraph', join(projectRoot, 'package.json'), '--insecure']);
    expect(await run.ended).toBe(2);
    expect(run.errors()).toMatch(/^simpul: .*package\.json cannot be served: /);
    const missing = start(['gateway', '--supergraph', 'no-such-file.graphql', '--insecure']);
    expect(await missing.ended).toBe(2);
    expect(missing.errors()).toContain('The supergraph no-such-file.graphql cannot be read (ENOENT)');
  });
});

const Number0 = (match: RegExpMatchArray): number => Number(match[1]);

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
