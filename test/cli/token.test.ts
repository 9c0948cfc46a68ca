import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { randomDemonstrationKey } from '../../gateway/auth/demonstration-key';
import { runningGateway, stopGateways } from '../support/running-gateway';
import { endAll, simpul } from '../support/simpul-process';

afterEach(async () => {
  await endAll();
  await stopGateways();
});

const answer = () => ({ data: { a: 1 } });

describe('simpul token', () => {
  it('prints a token that the demonstration accepts, and nothing else', async () => {
    const { gateway } = await runningGateway(answer, { DEMONSTRATION_KEY: randomDemonstrationKey() });
    const run = simpul(['token', '--as', 'analyst'], { GATEWAY_URL: gateway.url });
    expect(await run.ended).toBe(0);
    expect(run.output()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${run.output().trim()}` },
      body: '{"query":"{ a }"}',
    });
    expect(response.status).toBe(200);
    const json = simpul(['token', '--as', 'analyst', '--json'], { GATEWAY_URL: gateway.url });
    expect(await json.ended).toBe(0);
    expect(JSON.parse(json.output())).toMatchObject({ expiresIn: 3_600 });
  });

  it('says who may be signed in, exit 64', async () => {
    const { gateway } = await runningGateway(answer, { DEMONSTRATION_KEY: randomDemonstrationKey() });
    const run = simpul(['token', '--as', 'root'], { GATEWAY_URL: gateway.url });
    expect(await run.ended).toBe(64);
    expect(run.errors()).toMatch(/^simpul: There is no persona root\. .*analyst, immigration-officer/);
    expect(await simpul(['token']).ended).toBe(64);
  });

  it('says that nothing runs there, or that it is no demonstration, exit 2', async () => {
    const nobody = simpul(['token', '--as', 'analyst'], { GATEWAY_URL: 'http://127.0.0.1:9/graphql' });
    expect(await nobody.ended).toBe(2);
    expect(nobody.errors()).toBe('simpul: No gateway answers at GATEWAY_URL; start it with npm start.\n');
    const { gateway } = await runningGateway(answer);
    const none = simpul(['token', '--as', 'analyst'], { GATEWAY_URL: gateway.url });
    expect(await none.ended).toBe(2);
    expect(none.errors()).toMatch(/^simpul: The gateway at GATEWAY_URL is no demonstration/);
    expect(nobody.output() + none.output()).toBe('');
  });
});

describe('simpul gateway', () => {
  const refused = async (args: readonly string[], env: Record<string, string>): Promise<string> => {
    const run = simpul(['gateway', '--port', '0', ...args], env);
    expect(await run.ended).toBe(78);
    return run.errors();
  };

  it('does not start open to everybody by itself: exit 78, with what to set', async () => {
    expect(await refused([], {})).toMatch(/^simpul: gateway: Nobody could sign in: set TOKEN_ISSUERS .* --insecure/);
  });

  it('does not serve the network without issuers: exit 78', async () => {
    const host = { GATEWAY_HOST: '0.0.0.0' };
    expect(await refused(['--insecure'], host)).toContain('not on GATEWAY_HOST 0.0.0.0; set TOKEN_ISSUERS');
    expect(await refused([], { ...host, DEMONSTRATION_KEY: randomDemonstrationKey() })).toContain(
      'not on GATEWAY_HOST',
    );
  });

  it('tells the mistakes in the file of issuers: exit 78', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simpul-issuers-'));
    const file = join(folder, 'issuers.json');
    await writeFile(file, '{"issuers":[{"name":"sso"}]}');
    const told = await refused([], { TOKEN_ISSUERS: file });
    for (const each of ['issuers.0.issuer', 'issuers.0.audience', 'issuers.0.algorithms', 'issuers.0.jwks']) {
      expect(told).toContain(each);
    }
    await rm(folder, { recursive: true });
  });
});
