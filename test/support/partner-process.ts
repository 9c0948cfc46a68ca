import { type ChildProcess, spawn } from 'node:child_process';

import { readSettings } from '../../common/settings';
import { randomSubgraphKeys } from '../../common/subgraph-keys';
import { subgraphKeySettings } from '../../common/subgraph-keys';
import { checkConformance, type Report } from '../../conform/main';

/** Starts a partner's subgraph as its README says, and looks at it: all that fails, and how the process ended. */
export async function conformanceOf(command: string, args: readonly string[], cwd: string) {
  const text = randomSubgraphKeys();
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, SUBGRAPH_KEYS: text, PORT: '0' };
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    const url = await addressOf(child);
    const [key = null] = readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: text }).subgraphKeys;
    const report = await checkConformance({ url, key, pid: child.pid ?? null });
    return { report, failed: failedIn(report), left: leftIn(report), exitCode: await ended };
  } finally {
    child.kill('SIGKILL');
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (part: Buffer) => {
      output += part.toString();
      const [url] = /http:\/\/\S+\/graphql\s/.exec(output) ?? [];
      if (url !== undefined) resolve(url.trim());
    });
    child.once('close', () => reject(new Error(`ended without an address: ${output}`)));
  });
}

function failedIn({ results }: Report) {
  return results.filter(({ result }) => result === 'fail');
}

function leftIn({ results }: Report): string[] {
  return results.flatMap((found) => (found.result === 'not applicable' ? [`${found.check}: ${found.reason}`] : []));
}
