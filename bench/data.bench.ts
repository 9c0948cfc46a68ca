import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

import { importIntoAgency } from '../subgraphs/import/main';
import type { DatabaseAddress } from '../subgraphs/shared/connect-mongo';
import { areaRecordsOf, fillAreas, importRow, importRowsHead, questions } from './data-rows';
import type { Measure } from './store.bench';

const sizes = [10_000, 100_000, 1_000_000] as const;
const importSizes = [10_000, 1_000_000] as const;
/** Filling leaves garbage, which V8 clears away while the first questions are asked; they tell of that, not of records. */
const settleMs = 20_000;
const measuredMs = 4_000;
/** p50 at the most records may be this many times that at the fewest. */
const flat = 1.3;

/**
 * What a question costs as records grow, in one run: the signals of 65 villages, and pages of lists; and what an import
 * costs as its file grows. With `only`, the questions of that name, at the fewest and the most records.
 */
export async function run(only?: string): Promise<Measure[]> {
  if (only === undefined)
    return [...(await measureQuestions(sizes, Object.keys(questions))), ...(await measureImports())];
  const named = Object.keys(questions).filter((name) => name.includes(only));
  return measureQuestions([sizes[0], sizes[2]], named);
}

async function measureQuestions(counts: readonly number[], names: readonly string[]): Promise<Measure[]> {
  const asked = Object.entries(questions).filter(([name]) => names.includes(name));
  const kinds = [...new Set(asked.map(([, question]) => question.of))];
  const taken = new Map<string, number[]>();
  for (const records of counts) {
    await withStore(async (address) => {
      const filled = await fillAreas(address, records, kinds);
      const end = performance.now() + settleMs;
      while (performance.now() < end) for (const [, { ask }] of asked) await ask(filled);
      for (const [name, { ask }] of asked) {
        taken.set(name, [...(taken.get(name) ?? []), await median(() => ask(filled))]);
      }
      await filled.close();
    });
  }
  return [...taken].map(([name, times]) => {
    const ratio = (times.at(-1) ?? NaN) / (times[0] ?? NaN);
    const told = times.map((time) => time.toFixed(2)).join(' / ');
    return {
      name: `${name}, p50 at ${counts.map((count) => count.toLocaleString('en')).join(' / ')} records`,
      aim: `<= ${flat} times`,
      measured: `${told} ms: ${ratio.toFixed(2)} times`,
      isMet: ratio <= flat,
    };
  });
}

async function measureImports(): Promise<Measure[]> {
  const measures: Measure[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'simpul-data-bench-'));
  try {
    for (const rows of importSizes) {
      const file = join(folder, `incidents-${rows}.csv`);
      await writeRows(file, rows);
      await withStore(async (address, child) => {
        const memory = watchMemory();
        const start = performance.now();
        const report = await importIntoAgency({ kind: 'incidents', file, address });
        const seconds = (performance.now() - start) / 1_000;
        if (report.new !== rows) throw new Error(`${report.new} of ${rows} rows were taken`);
        measures.push({
          name: `import of ${rows} incidents`,
          aim: 'told',
          measured: `${Math.round(rows / seconds)} rows/s, importer ${memory.most()} MB, store ${residentMb(child)} MB`,
          isMet: true,
        });
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return measures;
}

async function writeRows(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(importRowsHead);
  for (let row = 0; row < rows; row += 1) {
    if (!out.write(importRow(areaRecordsOf(row)))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

async function withStore(work: (address: DatabaseAddress, child: ChildProcess) => Promise<void>): Promise<void> {
  const child = fork(join(__dirname, '../cli/main.js'), ['store', 'serve', '--port', '0', '--memory'], {
    execArgv: ['--max-old-space-size=8192'],
    silent: true,
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  try {
    await work({ mongodbUri: `mongodb://127.0.0.1:${port}/`, embedded: true, databasePrefix: 'bench' }, child);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

/** The most memory that this process has had since, looked at ten times a second. */
function watchMemory(): { most(): number } {
  let most = 0;
  const look = (): void => void (most = Math.max(most, process.memoryUsage().rss));
  const timer = setInterval(look, 100);
  return {
    most: () => {
      clearInterval(timer);
      look();
      return Math.round(most / 1e6);
    },
  };
}

/** Where the system tells it, the memory of another process. */
function residentMb({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? NaN) / 1e3);
  } catch {
    return NaN;
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  const end = performance.now() + measuredMs;
  while (performance.now() < end) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken.sort((one, other) => one - other)[Math.floor(taken.length / 2)] ?? NaN;
}
