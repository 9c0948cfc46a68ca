import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { projectRoot } from '../common/project-root';
import * as data from './data.bench';
import * as gateway from './gateway/gateway.bench';
import * as protection from './gateway/protection.bench';
import { renderTables, writeBetweenMarkers } from './gateway/readme-table';
import * as graph from './graph.bench';
import * as store from './store.bench';

/**
 * Runs the named benches, or all, prints aim and measure, and keeps the result with machine, version and commit. With
 * --readme the gateway's tables go into the README. With --only=TEXT the data bench asks the questions of that name
 * alone, and nothing is kept.
 */
async function main(given: readonly string[]): Promise<void> {
  const names = given.filter((name) => !name.startsWith('--'));
  const only = given.find((name) => name.startsWith('--only='))?.slice('--only='.length);
  const benches = {
    store: store.run,
    data: () => data.run(only),
    graph: graph.run,
    gateway: gateway.run,
    protection: protection.run,
  };
  const results: Record<string, unknown> = {};
  for (const [name, run] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const result = await run();
    results[name] = result;
    const measures = 'measures' in result ? result.measures : result;
    if (name === 'gateway' && given.includes('--readme'))
      await writeReadme(renderTables((result as gateway.GatewayBench).rows));
    for (const { name: what, aim, measured, isMet } of measures) {
      process.stdout.write(
        `${name.padEnd(6)} ${isMet ? 'met   ' : 'MISSED'} ${what.padEnd(62)} aim ${aim.padEnd(18)} ${measured}\n`,
      );
    }
  }
  if (only !== undefined) return;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: projectRoot, encoding: 'utf8' }).trim();
  const date = new Date().toISOString().slice(0, 10);
  const machine = { cores: cpus().length, model: cpus()[0]?.model, memoryGiB: Math.round(totalmem() / 2 ** 30) };
  const folder = join(projectRoot, 'bench', 'results');
  await mkdir(folder, { recursive: true });
  const text = JSON.stringify({ date, commit, node: process.version, machine, results }, null, 2);
  await writeFile(join(folder, `${date}-${commit}.json`), `${text}\n`);
}

async function writeReadme(tables: string): Promise<void> {
  if (await writeBetweenMarkers(join(projectRoot, 'README.md'), tables)) return;
  process.stderr.write('The README has no markers for the tables of the benchmark; it was left as it is.\n');
}

void main(process.argv.slice(2));
