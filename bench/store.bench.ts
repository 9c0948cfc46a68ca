import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import mongoose from 'mongoose';

import { areaOf, areas, idOf, type Row, rowOf } from './store-rows';
import type { WritersRound } from './store-writers';

type Collection = mongoose.mongo.Collection<Row>;

export interface Measure {
  readonly name: string;
  readonly aim: string;
  readonly measured: string;
  readonly isMet: boolean;
}

const kept = 100_000;
const many = 1_000_000;
const writers = 50;
const writesEach = 400;

/** Measures the store in its own process, over TCP, with the driver that mongoose brings. */
export async function run(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-store-bench-'));
  try {
    return [...(await measureKept(folder)), ...(await measureMany())];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureKept(folder: string): Promise<Measure[]> {
  const first = await withStore(['--data', folder], async (rows) => {
    const rate = await insertAll(rows, kept);
    const group = await median(15, () => rows.aggregate([{ $group: { _id: '$area', n: { $sum: 1 } } }]).toArray());
    const averages = { _id: '$area', n: { $sum: 1 }, mean: { $avg: '$score' }, last: { $max: '$date' } };
    const wider = await median(15, () => rows.aggregate([{ $group: averages }]).toArray());
    return [
      atLeast(`insert ${kept} documents in batches of 1,000, synced`, 15_000, rate, 'documents/s'),
      below('$group by area, count', 100, group),
      below('$group by area, count, average, greatest', 100, wider),
    ];
  });
  const start = performance.now();
  const second = await withStore(['--data', folder], async (_, port) => {
    const started = below(`start on ${kept} stored documents`, 3_000, performance.now() - start);
    return [started, atLeast('50 writers, each insert synced', 10_000, await writersRate(port), 'writes/s')];
  });
  return [...first, ...second];
}

async function measureMany(): Promise<Measure[]> {
  return withStore(['--memory'], async (rows) => {
    await rows.createIndex({ area: 1, date: -1 }, {}, {});
    await insertAll(rows, many);
    const ids = (): string[] => Array.from({ length: 100 }, () => idOf(Math.floor(Math.random() * many)));
    const byIds = await median(300, () => rows.find({ _id: { $in: ids() } }).toArray());
    const since = new Date(Date.UTC(2025, 6, 1));
    const area = (): string => areaOf(Math.floor(Math.random() * areas));
    const ranged = await median(300, () =>
      rows
        .find({ area: area(), date: { $gte: since } })
        .sort({ date: -1 })
        .limit(20)
        .toArray(),
    );
    return [
      below(`100 ids by $in among ${many}`, 5, byIds),
      below(`area and date range, limit 20, among ${many}`, 5, ranged),
    ];
  });
}

async function withStore<Result>(
  options: readonly string[],
  work: (rows: Collection, port: number) => Promise<Result>,
): Promise<Result> {
  const main = join(__dirname, '../cli/main.js');
  const child = fork(main, ['store', 'serve', '--port', '0', ...options], {
    execArgv: ['--max-old-space-size=8192'],
    silent: true,
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const client = await mongoose.mongo.MongoClient.connect(`mongodb://127.0.0.1:${port}/`, { maxPoolSize: 50 });
  try {
    return await work(client.db('bench').collection<Row>('rows'), port);
  } finally {
    await client.close();
    await stop(child);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function insertAll(rows: Collection, count: number): Promise<number> {
  const start = performance.now();
  for (let from = 0; from < count; from += 1_000) {
    await rows.insertMany(Array.from({ length: 1_000 }, (_, at) => rowOf(from + at)));
  }
  return (count / (performance.now() - start)) * 1_000;
}

/** The middle one of five rounds; the first also opens the driver's connections. Two processes write, half each. */
async function writersRate(port: number): Promise<number> {
  const processes = await Promise.all([startWriters(port), startWriters(port)]);
  const rates: number[] = [];
  for (let round = 0; round < 5; round++)
    rates.push(await writersRound(processes, many + round * writers * writesEach));
  for (const child of processes) child.send('stop');
  return middle(rates);
}

async function startWriters(port: number): Promise<ChildProcess> {
  const child = fork(join(__dirname, 'store-writers.js'), [String(port)]);
  await once(child, 'message');
  return child;
}

async function writersRound(processes: readonly ChildProcess[], from: number): Promise<number> {
  const half = writers / processes.length;
  const start = performance.now();
  const written = processes.map((child, index) => {
    child.send({ from: from + index * half * writesEach, writers: half, each: writesEach } satisfies WritersRound);
    return once(child, 'message');
  });
  await Promise.all(written);
  return ((writers * writesEach) / (performance.now() - start)) * 1_000;
}

async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return middle(taken);
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? NaN;
}

function below(name: string, aim: number, measured: number): Measure {
  return { name, aim: `< ${aim} ms`, measured: `${measured.toFixed(1)} ms`, isMet: measured < aim };
}

function atLeast(name: string, aim: number, measured: number, unit: string): Measure {
  return { name, aim: `>= ${aim} ${unit}`, measured: `${Math.round(measured)} ${unit}`, isMet: measured >= aim };
}

function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map(
    ({ name, aim, measured, isMet }) => `| ${name} | ${aim} | ${measured} | ${isMet ? 'met' : 'missed'} |`,
  );
  return ['| what | aim | measured | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

if (require.main === module) void run().then((measures) => process.stdout.write(`${tableOf(measures)}\n`));
