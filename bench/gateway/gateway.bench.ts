// The gateway beside its peers: each in a process of its own, one after another in the same run, over subgraphs that
// answer from memory. Every answer is compared with what the data say.
//
//   npm run bench gateway                                     everything, about 12 minutes a round
//   BENCH_GRAPHS=heavy BENCH_GATEWAYS=simpul,stock npm run bench gateway
//   BENCH_ROUNDS=3 BENCH_SECONDS=20 BENCH_WARM_SECONDS=5 BENCH_CLIENTS=50 npm run bench gateway
//   npm run bench gateway -- --readme                         puts the tables into the README
//
// Where a gateway's time goes: start it with `node --cpu-prof dist/cli/main.js gateway ...`, load it, end it with
// SIGTERM, open the .cpuprofile in a browser's developer tools. bench/stages has the hot path alone.
import type { ChildProcess } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';

import type { Measure } from '../store.bench';
import { aimsOf } from './aims';
import { forkScript, stopChild } from './child-processes';
import { type BenchGateway, benchGateways, canSetSharing } from './gateways';
import { type BenchGraph, benchGraphs } from './graphs';
import { installPeers, peerVersions } from './install-peers';
import { type LoadSettings, type MeasuredQuery, measureGateway } from './measure-gateway';
import type { GatewayRow } from './measured-rows';
import { startOwnGraph } from './own-graph';
import { prepareQuery } from './prepare-query';
import { renderTables } from './readme-table';

export interface GatewayBench {
  readonly measures: readonly Measure[];
  readonly settings: LoadSettings;
  readonly peers: Readonly<Record<string, string>>;
  readonly rows: readonly GatewayRow[];
}

export async function run(): Promise<GatewayBench> {
  const settings = readSettings();
  const problem = await installPeers();
  const rows: GatewayRow[] = [];
  for (const graph of benchGraphs.filter(({ key }) => isChosen('BENCH_GRAPHS', key))) {
    rows.push(...(await measureGraph(graph, settings, problem)));
  }
  process.stdout.write(`\n${renderTables(rows)}\n\n`);
  return { measures: aimsOf(rows), settings, peers: await peerVersions(), rows };
}

type Settings = LoadSettings & { readonly rounds: number };

function readSettings(): Settings {
  const number = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
  return {
    clients: number('BENCH_CLIENTS', 50),
    warmMs: number('BENCH_WARM_SECONDS', 5) * 1_000,
    measureMs: number('BENCH_SECONDS', 10) * 1_000,
    rounds: number('BENCH_ROUNDS', 1),
  };
}

function isChosen(variable: string, key: string): boolean {
  const chosen = process.env[variable]?.split(',') ?? [];
  return chosen.length === 0 || chosen.includes(key);
}

async function measureGraph(graph: BenchGraph, settings: Settings, peersProblem: string | null): Promise<GatewayRow[]> {
  const own = graph.isShop ? null : await startOwnGraph();
  const subgraphs = forkScript(
    join(__dirname, 'subgraph-process.js'),
    own?.upstreams,
    own ? { SUBGRAPH_KEYS: own.keys } : {},
  );
  try {
    const query = await prepareQuery(graph, own, subgraphs);
    let rows = gatewaysFor(graph).map((gateway) => emptyRow(graph, gateway, peersProblem));
    for (let round = 0; round < settings.rounds; round += 1) {
      const measured: GatewayRow[] = [];
      for (const row of rows) measured.push(await measureRow(row, query, subgraphs, settings));
      rows = measured;
    }
    return rows;
  } finally {
    await stopChild(subgraphs);
    if (own !== null) await stopChild(own.child);
  }
}

function gatewaysFor(graph: BenchGraph): BenchGateway[] {
  return benchGateways
    .filter(({ key }) => isChosen('BENCH_GATEWAYS', key))
    .filter(({ isFloor }) => graph.isShop || isFloor !== true)
    .filter(({ isPeer, shares }) => isPeer || shares === 'nothing' || canSetSharing());
}

function emptyRow(graph: BenchGraph, gateway: BenchGateway, peersProblem: string | null): GatewayRow {
  const { key, name, shares, isDefault, isFloor = false, isPeer } = gateway;
  const problem = isPeer ? peersProblem : null;
  return { graph: graph.key, gateway: key, name, shares, isDefault, isFloor, rounds: [], problem };
}

/** The row with one more round, or with the reason why there is none. One gateway's failure ends no other's measurement. */
async function measureRow(
  row: GatewayRow,
  query: MeasuredQuery,
  subgraphs: ChildProcess,
  settings: Settings,
): Promise<GatewayRow> {
  const gateway = benchGateways.find(({ key }) => key === row.gateway);
  if (gateway === undefined || row.problem !== null) return row;
  const say = (text: string): void =>
    void process.stdout.write(`gateway  ${row.graph.padEnd(9)}${row.name} (shares ${row.shares}): ${text}\n`);
  try {
    const figures = await measureGateway(gateway, query, subgraphs, settings);
    const loadAverage = loadavg()[0] ?? NaN;
    const wrong = figures.wrong === 0 ? '' : `, ${figures.wrong} of ${figures.requests} answers wrong`;
    const [rps, cpu] = [figures.requestsPerSecond.toFixed(0), figures.cpuMsPerRequest.toFixed(2)];
    say(`${rps} requests/s, ${cpu} ms CPU each, load average ${loadAverage.toFixed(1)}${wrong}`);
    return { ...row, rounds: [...row.rounds, { ...figures, loadAverage }] };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    say(`not measured: ${problem}`);
    return { ...row, problem };
  }
}
