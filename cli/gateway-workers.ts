import cluster, { type Worker } from 'node:cluster';

import { exitCodes } from '../common/exit-codes';
import { stopOnSignal } from '../common/shutdown';
import { ToldError } from '../common/told-error';

export interface WorkersOptions {
  readonly count: number;
  /** The command line of one worker. */
  readonly args: readonly string[];
  readonly semiSpaceMb: number;
}

export interface RunningWorkers {
  readonly port: number;
  readonly pids: readonly number[];
}

function workerPids(): number[] {
  return Object.values(cluster.workers ?? {}).flatMap((worker) => worker?.process.pid ?? []);
}

/** A worker that dies younger than this was not able to serve. */
const youngMs = 5_000;
/** So many young deaths in a row end the whole: something is wrong that a new worker does not mend. */
const maxYoungDeaths = 5;
const stopMs = 1_200;

/**
 * The primary of several gateway processes that share one port. A worker that dies is replaced at once; clients of the
 * others notice nothing. Resolves when all are ready.
 * @throws ToldError when the first workers cannot serve: they have told why themselves.
 */
export async function runWorkers({ count, args, semiSpaceMb }: WorkersOptions): Promise<RunningWorkers> {
  cluster.setupPrimary({ exec: require.main?.filename ?? '', args: [...args], execArgv: youngGeneration(semiSpaceMb) });
  const state = { stopping: false, youngDeaths: 0 };
  stopOnSignal(() => {
    state.stopping = true;
    return stopAll();
  });
  const ports = await Promise.all(Array.from({ length: count }, () => startWorker())).catch(async (error: unknown) => {
    state.stopping = true;
    await stopAll();
    throw error;
  });
  watch(state);
  return { port: ports[0] ?? 0, pids: workerPids() };
}

/** A larger young generation: most of what a request makes is garbage when it ends, and is then never copied. */
export function youngGeneration(megabytes: number): string[] {
  return [`--max-semi-space-size=${megabytes}`];
}

function startWorker(): Promise<number> {
  const worker = cluster.fork();
  return new Promise((resolve, reject) => {
    worker.once('message', (message: { port?: number }) => resolve(message.port ?? 0));
    worker.once('exit', (code) =>
      reject(
        new ToldError('The gateway did not start; the line above says why.', code === 0 ? exitCodes.cannot : code),
      ),
    );
  });
}

function watch(state: { stopping: boolean; youngDeaths: number }): void {
  const born = new Map<number, number>();
  const note = (worker: Worker): unknown => born.set(worker.id, Date.now());
  for (const worker of Object.values(cluster.workers ?? {})) if (worker) note(worker);
  cluster.on('exit', (worker, code, signal) => {
    if (state.stopping) return;
    const isYoung = Date.now() - (born.get(worker.id) ?? 0) < youngMs;
    born.delete(worker.id);
    state.youngDeaths = isYoung ? state.youngDeaths + 1 : 0;
    process.stderr.write(
      `gateway: worker ${worker.process.pid ?? 0} ended (${signal || `exit ${code}`}) and is replaced.\n`,
    );
    if (state.youngDeaths < maxYoungDeaths) {
      const next = cluster.fork();
      note(next);
      process.stderr.write(`gateway: worker ${next.process.pid ?? 0} takes its place.\n`);
      return;
    }
    state.stopping = true;
    process.stderr.write('simpul: gateway workers keep ending; stopping. The lines above say why.\n');
    void stopAll().then(() => process.exit(exitCodes.cannot));
  });
}

async function stopAll(): Promise<void> {
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve) => {
          const timer = setTimeout(() => worker.process.kill('SIGKILL'), stopMs);
          worker.once('exit', () => {
            clearTimeout(timer);
            resolve();
          });
          worker.process.kill('SIGTERM');
        }),
    ),
  );
}
