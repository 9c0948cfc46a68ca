import { afterEach, describe, expect, it } from '@jest/globals';

import { endAll, simpul } from '../support/simpul-process';

afterEach(endAll);

const ask = async (port: string): Promise<unknown> => {
  const response = await fetch(`http://localhost:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: '{"query":"{ __typename }"}',
  });
  return response.json();
};
const answer = { data: { __typename: 'Query' } };

describe('several gateway workers', () => {
  it('share one port, and one that is killed is replaced while the other serves', async () => {
    const run = simpul(['gateway', '--workers', '2', '--port', '0', '--insecure']);
    const [, port = '', victim = '', other] = await run.line(/localhost:(\d+)\/graphql.* workers (\d+), (\d+)/);
    expect(other).not.toBe(victim);
    expect(await ask(port)).toEqual(answer);
    process.kill(Number(victim), 'SIGKILL');
    await run.line(new RegExp(`worker ${victim} ended \\(SIGKILL\\) and is replaced`));
    for (let round = 0; round < 10; round += 1) expect(await ask(port)).toEqual(answer);
    await run.line(/worker \d+ takes its place/);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
  }, 60_000);

  it('tell in one line why they cannot start, and exit 2', async () => {
    const run = simpul(['gateway', '--workers', '2', '--supergraph', 'no-such-file.graphql', '--insecure']);
    expect(await run.ended).toBe(2);
    expect(run.errors()).toContain('The supergraph no-such-file.graphql cannot be read (ENOENT)');
  }, 30_000);
});
