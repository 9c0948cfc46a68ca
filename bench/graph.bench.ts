import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { signIn } from '../cli/sign-in';
import { projectRoot } from '../common/project-root';
import type { Measure } from './store.bench';

const questions = ['district-briefing', 'village-briefing', 'stability-ranking', 'area-file'] as const;
const rounds = 60;

/** The sample questions against everything started on this machine, one client, answers checked. */
export async function run(): Promise<Measure[]> {
  const started = performance.now();
  const { child, url } = await startEverything();
  const { token } = await signIn(url, 'analyst');
  const ready = performance.now() - started;
  try {
    const measures: Measure[] = [
      {
        name: 'start with demonstration, until ready',
        aim: '< 60 s',
        measured: `${(ready / 1_000).toFixed(1)} s`,
        isMet: ready < 60_000,
      },
    ];
    for (const name of questions) measures.push(await measure(url, token, name));
    return measures;
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
  }
}

async function measure(url: string, token: string, name: string): Promise<Measure> {
  const query = await readFile(join(projectRoot, 'examples', 'operations', `${name}.graphql`), 'utf8');
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
    if (data == null || errors !== undefined) throw new Error(`${name} was not answered`);
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number): string => (taken[Math.floor(rounds * share)] ?? NaN).toFixed(1);
  return { name: `question ${name}`, aim: 'told', measured: `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`, isMet: true };
}

/** `simpul start --memory` on free ports. */
async function startEverything(): Promise<{ child: ChildProcess; url: string }> {
  const ports = [
    'SIMPUL_STORE_PORT',
    'PERMITS_PORT',
    'REFUGEES_PORT',
    'SECURITY_PORT',
    'STABILITY_PORT',
    'GATEWAY_PORT',
  ];
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'cli', 'main.js'), 'start', '--memory'], {
    env: { ...process.env, ...Object.fromEntries(ports.map((name) => [name, '0'])) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      output += part.toString();
      const found = /(http:\/\/localhost:\d+\/graphql)[\s\S]*ready/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`simpul start ended: ${output}`)));
  });
  return { child, url };
}
