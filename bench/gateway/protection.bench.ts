// What sign-in, rights and costs take of a gateway's processor time: the same build over the same supergraph twice, once
// with who may see what and what it costs, once without (--insecure). Both run at once and are loaded in turn, so that
// what else the machine does falls on both; told is the middle of the pairs' ratios.
//
//   BENCH_PAIRS=40 BENCH_SECONDS=2 npm run bench protection
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DemonstrationIssuer } from '../../gateway/auth/demonstration-issuer';
import { demonstrationKey, randomDemonstrationKey } from '../../gateway/auth/demonstration-key';
import type { Measure } from '../store.bench';
import { forkScript, stopChild } from './child-processes';
import { type BenchGateway, benchGateways } from './gateways';
import { type BenchGraph, benchGraphs, inTemporaryFile } from './graphs';
import { guardShop } from './guard-shop';
import { loadGateway, type MeasuredQuery, startGateway } from './measure-gateway';
import { startOwnGraph } from './own-graph';
import { prepareQuery } from './prepare-query';

export interface ProtectionRow {
  readonly graph: BenchGraph['key'];
  readonly gateway: string;
  /** Processor time of a request with protection by that without, of each pair. */
  readonly ratios: readonly number[];
  readonly wrong: number;
}

export interface ProtectionBench {
  readonly measures: readonly Measure[];
  readonly rows: readonly ProtectionRow[];
}

/** How much more processor time a cached operation may take. */
const aim = 1.05;
const lifetimeSeconds = 3_600;

export async function run(): Promise<ProtectionBench> {
  const rows: ProtectionRow[] = [];
  for (const graph of benchGraphs.filter(({ key }) => key !== 'heavy')) rows.push(...(await measureGraph(graph)));
  return { measures: rows.map(measureOf), rows };
}

async function measureGraph(graph: BenchGraph): Promise<ProtectionRow[]> {
  const own = graph.isShop ? null : await startOwnGraph();
  const env = own ? { SUBGRAPH_KEYS: own.keys } : {};
  const subgraphs = forkScript(join(__dirname, 'subgraph-process.js'), own?.upstreams, env);
  try {
    const query = await prepareQuery(graph, own, subgraphs);
    const guarded = own === null ? await signedIn(query) : query;
    const open = { ...query, supergraphFile: query.peersSupergraphFile, headers: {}, demonstrationKey: null };
    const rows: ProtectionRow[] = [];
    for (const gateway of benchGateways.filter(({ key }) => ['simpul', 'simpul-none'].includes(key))) {
      rows.push(await measurePairs(graph, gateway, { guarded, open }, subgraphs));
    }
    return rows;
  } finally {
    await stopChild(subgraphs);
    if (own !== null) await stopChild(own.child);
  }
}

/** The shop has nothing to protect: its fields are put behind sign-in here, with sizes of lists to count costs by. */
async function signedIn(query: MeasuredQuery): Promise<MeasuredQuery> {
  const key = randomDemonstrationKey();
  const privateKey = demonstrationKey().parse(key);
  const issued = privateKey && (await new DemonstrationIssuer(privateKey, lifetimeSeconds).signIn('analyst'));
  const supergraph = guardShop(await readFile(query.supergraphFile, 'utf8'));
  return {
    ...query,
    supergraphFile: await inTemporaryFile('guarded.graphql', supergraph),
    headers: { authorization: `Bearer ${issued?.token ?? ''}` },
    demonstrationKey: key,
  };
}

async function measurePairs(
  { key }: BenchGraph,
  gateway: BenchGateway,
  queries: Readonly<Record<'guarded' | 'open', MeasuredQuery>>,
  subgraphs: ChildProcess,
): Promise<ProtectionRow> {
  const pairs = Number(process.env.BENCH_PAIRS ?? 20);
  const measureMs = Number(process.env.BENCH_SECONDS ?? 2) * 1_000;
  const guarded = await startGateway(gateway, queries.guarded);
  const open = await startGateway(gateway, queries.open);
  let wrong = 0;
  const cpuOf = async (which: 'guarded' | 'open', settings: { warmMs: number; measureMs: number }): Promise<number> => {
    const started = which === 'guarded' ? guarded : open;
    const figures = await loadGateway(started, queries[which], subgraphs, { clients: 50, ...settings });
    wrong += figures.wrong;
    return figures.cpuMsPerRequest;
  };
  try {
    for (const which of ['guarded', 'open'] as const) await cpuOf(which, { warmMs: 4_000, measureMs: 500 });
    const ratios: number[] = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      const settings = { warmMs: 200, measureMs };
      const cpu = { guarded: NaN, open: NaN };
      // Each is first as often as the other.
      for (const which of pair % 2 ? (['guarded', 'open'] as const) : (['open', 'guarded'] as const))
        cpu[which] = await cpuOf(which, settings);
      ratios.push(cpu.guarded / cpu.open);
    }
    return { graph: key, gateway: `shares ${gateway.shares}`, ratios, wrong };
  } finally {
    await Promise.all([guarded, open].map(({ child }) => stopChild(child)));
  }
}

function measureOf({ graph, gateway, ratios, wrong }: ProtectionRow): Measure {
  const sorted = [...ratios].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;
  const spread = `${at(0.25).toFixed(2)} to ${at(0.75).toFixed(2)}`;
  return {
    name: `CPU with protection by without, ${graph}, ${gateway}`,
    aim: `<= ${aim}, 0 wrong`,
    measured: `${at(0.5).toFixed(3)} (half of ${ratios.length} pairs: ${spread}), ${wrong} wrong`,
    isMet: at(0.5) <= aim && wrong === 0,
  };
}
