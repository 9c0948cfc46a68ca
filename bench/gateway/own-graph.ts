import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

import { signIn } from '../../cli/sign-in';
import { projectRoot } from '../../common/project-root';
import { randomSubgraphKeys } from '../../common/subgraph-keys';
import { randomDemonstrationKey } from '../../gateway/auth/demonstration-key';

export interface OwnGraph {
  readonly child: ChildProcess;
  /** Where the real subgraphs listen, as `name=url`. */
  readonly upstreams: readonly string[];
  /** SUBGRAPH_KEYS, which requests to them are signed with. */
  readonly keys: string;
  readonly gatewayUrl: string;
  /** DEMONSTRATION_KEY of its gateway: another gateway with it takes the same tokens. */
  readonly demonstrationKey: string;
  /** What an analyst's request is sent with. */
  readonly headers: Readonly<Record<string, string>>;
}

const ports = ['SIMPUL_STORE_PORT', 'PERMITS_PORT', 'REFUGEES_PORT', 'SECURITY_PORT', 'STABILITY_PORT', 'GATEWAY_PORT'];

/** `simpul start --memory` on free ports: the real subgraphs with demonstration data, from which answers are recorded. */
export async function startOwnGraph(): Promise<OwnGraph> {
  const main = join(projectRoot, 'dist', 'cli', 'main.js');
  const keys = randomSubgraphKeys();
  const demonstrationKey = randomDemonstrationKey();
  const child = spawn(process.execPath, [main, 'start', '--memory'], {
    env: {
      ...process.env,
      ...Object.fromEntries(ports.map((name) => [name, '0'])),
      SUBGRAPH_KEYS: keys,
      DEMONSTRATION_KEY: demonstrationKey,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (/^ready$/m.test(said)) resolve();
    });
    child.once('exit', () => reject(new Error(`simpul start ended: ${said}`)));
  });
  const listed = /^subgraphs +(.*) \(/m.exec(said)?.[1] ?? '';
  const gatewayUrl = /http:\/\/localhost:\d+\/graphql/.exec(said)?.[0] ?? '';
  const { token } = await signIn(gatewayUrl, 'analyst');
  return {
    child,
    keys,
    demonstrationKey,
    headers: { authorization: `Bearer ${token}` },
    upstreams: [...listed.matchAll(/(\w+) (\d+)/g)].map(([, name, port]) => `${name}=http://127.0.0.1:${port}/graphql`),
    gatewayUrl,
  };
}
