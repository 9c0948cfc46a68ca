import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { signIn } from '../cli/sign-in';
import { projectRoot } from '../common/project-root';
import { openReads, villageQuestion } from './stability-rows';
import type { Measure } from './store.bench';

const questions = ['district-briefing', 'village-briefing', 'stability-ranking', 'area-file'] as const;
const rounds = 60;

/** The sample questions against everything started on this machine, one client, answers checked. */
export async function run(): Promise<Measure[]> {
  const started = performance.now();
  const { child, url, storePort } = await startEverything();
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
    return [...measures, await measureAgainstReads(url, token, storePort)];
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
  }
}

async function measure(url: string, token: string, name: string): Promise<Measure> {
  const query = await readFile(join(projectRoot, 'examples', 'operations', `${name}.graphql`), 'utf8');
  const { p50, p95 } = await timesOf(rounds, () => ask(url, token, query));
  return { name: `question ${name}`, aim: 'told', measured: `p50 ${p50} ms, p95 ${p95} ms`, isMet: true };
}

/** What gateway, subgraphs and method add to the reads of the database. */
async function measureAgainstReads(url: string, token: string, storePort: string): Promise<Measure> {
  const reads = await openReads(storePort);
  try {
    const direct = await timesOf(rounds, reads.read);
    let running = 0;
    // Another operation each time: nothing that was remembered of the one before answers it.
    const asked = await timesOf(rounds, () => ask(url, token, `query Q${(running += 1)} ${villageQuestion}`));
    const again = await timesOf(rounds, () => ask(url, token, villageQuestion));
    const ratio = (p50: string): string => (Number(p50) / Number(direct.p50)).toFixed(1);
    return {
      name: '65 villages with 12 months of history, drivers and ranking, to the direct reads of the same rows',
      aim: 'told',
      measured: `reads p50 ${direct.p50} ms; a new operation ${asked.p50} ms, ${ratio(asked.p50)} times; the same again ${again.p50} ms, ${ratio(again.p50)} times`,
      isMet: true,
    };
  } finally {
    await reads.close();
  }
}

async function ask(url: string, token: string, query: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (data == null || errors !== undefined) throw new Error(`a question was not answered: ${query.slice(0, 80)}`);
}

async function timesOf(count: number, work: () => Promise<void>): Promise<{ p50: string; p95: string }> {
  const taken: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  const at = (share: number): string => (taken[Math.floor(count * share)] ?? NaN).toFixed(1);
  return { p50: at(0.5), p95: at(0.95) };
}

/** `simpul start --memory` on free ports. */
async function startEverything(): Promise<{ child: ChildProcess; url: string; storePort: string }> {
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
  return { child, url, storePort: /documents, port (\d+)/.exec(output)?.[1] ?? '' };
}
