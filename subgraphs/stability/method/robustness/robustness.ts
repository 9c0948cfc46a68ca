import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { projectRoot } from '../../../../common/project-root';
import { assessArea } from '../assess-area';
import type { AreaAssessment } from '../assessment';
import { cityIn } from '../assessment-file';
import type { AssessmentInput } from '../assessment-input';
import { methodInForce } from '../method-version';
import { quantile } from '../quantile';
import { ranksOf } from '../rank-intervals';
import type { RiskMethod } from '../risk-method';
import type { Chunk } from './draw-chunk';
import type { ThreadAnswer, ThreadTask } from './robustness-thread';

/** How far the index hangs on chance in the figures and on the experts' settings. */
export interface RobustnessReport {
  readonly methodVersion: string;
  readonly draws: number;
  readonly seed: string;
  /** By area code and month: "31.75.03@2024-10". */
  readonly areas: Readonly<Record<string, AreaRobustness>>;
}

/** Everything is null where the area has no index. */
export interface AreaRobustness {
  readonly index: number | null;
  /** The interval of the method itself: chance in the figures only. */
  readonly ci90: readonly [low: number, high: number] | null;
  /** 90 % of the draws: figures, weights and upper goalposts all drawn. */
  readonly drawn90: readonly [low: number, high: number] | null;
  /** What the index would be by the arithmetic mean of the dimensions, in which a good one buys off a bad one. */
  readonly arithmetic: number | null;
  /** Among the areas of the same month with an index; 1 is the highest. */
  readonly rank: number | null;
  readonly rank90: readonly [low: number, high: number] | null;
}

export interface RobustnessOptions {
  readonly method?: RiskMethod;
  readonly draws: number;
  readonly seed: string;
  readonly threads: number;
  readonly progress?: (done: number, total: number) => void;
}

const threadFile = join(projectRoot, 'dist', 'subgraphs', 'stability', 'method', 'robustness', 'robustness-thread.js');
const chunkDraws = 500;

/**
 * Draws the index of every area and month again and again: figures about their estimates (Gamma for rates, Beta for
 * shares), weights and upper goalposts about what is declared. The answer hangs on the seed, not on the threads.
 * @throws Error if a thread fails.
 */
export async function robustness(
  input: AssessmentInput,
  { method = methodInForce, draws, seed, threads, progress }: RobustnessOptions,
): Promise<RobustnessReport> {
  const collected = new Collected(input.areas.length, draws);
  const shares = shareChunks(draws, threads);
  let done = 0;
  await inThreads(
    shares.map((chunks): ThreadTask => ({ input, methodName: method.name, seed, chunks })),
    (answer) => {
      collected.add(answer);
      done += answer.chunk.draws;
      progress?.(done, draws);
    },
  );
  return { methodVersion: method.name, draws, seed, areas: describe(input, method, collected) };
}

function shareChunks(draws: number, threads: number): readonly (readonly Chunk[])[] {
  const chunks = Array.from({ length: Math.ceil(draws / chunkDraws) }, (_, number): Chunk => {
    return { number, draws: Math.min(chunkDraws, draws - number * chunkDraws) };
  });
  const shares = Array.from({ length: threads }, (_, thread) => chunks.filter((_, at) => at % threads === thread));
  return shares.filter((share) => share.length > 0);
}

async function inThreads(tasks: readonly ThreadTask[], take: (answer: ThreadAnswer) => void): Promise<void> {
  const workers = tasks.map((workerData) => new Worker(threadFile, { workerData }));
  try {
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            worker.on('message', take);
            worker.once('error', reject);
            worker.once('exit', (code) =>
              code === 0 ? resolve() : reject(new Error(`A drawing thread ended with ${code}.`)),
            );
          }),
      ),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** The draws of all chunks, area by area, each at the place that its chunk's number gives it. */
class Collected {
  readonly indices: readonly Float64Array[];
  readonly ranks: readonly Uint32Array[];

  constructor(areas: number, draws: number) {
    this.indices = Array.from({ length: areas }, () => new Float64Array(draws));
    this.ranks = Array.from({ length: areas }, () => new Uint32Array(draws));
  }

  add({ chunk, indices, ranks }: ThreadAnswer): void {
    const offset = chunk.number * chunkDraws;
    indices.forEach((drawn, at) => this.indices[at]?.set(drawn, offset));
    ranks.forEach((drawn, at) => this.ranks[at]?.set(drawn, offset));
  }
}

function describe(
  input: AssessmentInput,
  method: RiskMethod,
  { indices, ranks }: Collected,
): RobustnessReport['areas'] {
  const assessed = input.areas.map((area) => assessArea(area, cityIn(input, area.period), method));
  const rows = input.areas.map(({ code, period }, at) => {
    const sameMonth = assessed.flatMap((row) => (row.period === period && row.index !== null ? [row.index] : []));
    return [`${code}@${period}`, describeArea(assessed[at], sameMonth, indices[at], ranks[at])] as const;
  });
  return Object.fromEntries(rows);
}

function describeArea(
  assessment: AreaAssessment | undefined,
  sameMonth: readonly number[],
  indices: Float64Array | undefined,
  ranks: Uint32Array | undefined,
): AreaRobustness {
  if (assessment?.status !== 'OK')
    return { index: null, ci90: null, drawn90: null, arithmetic: null, rank: null, rank90: null };
  const { index, ci90, dimensions } = assessment;
  return {
    index,
    ci90,
    drawn90: middle90(indices),
    arithmetic: (dimensions.H + dimensions.V + dimensions.C) / 3,
    rank: ranksOf(sameMonth)[sameMonth.indexOf(index)] ?? null,
    rank90: middle90(ranks),
  };
}

function middle90(drawn: Float64Array | Uint32Array | undefined): readonly [number, number] {
  const sorted = drawn?.slice().sort() ?? [];
  return [quantile(sorted, 0.05), quantile(sorted, 0.95)];
}
