import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { projectRoot } from '../../common/project-root';
import { forkScript, freePort, nextMessage, type StartedServer, startServer, stopChild } from './child-processes';
import { type BenchGateway, peersFolder } from './gateways';
import type { LoadMessage, LoadOrder, LoadReport } from './load-process';

export interface LoadSettings {
  readonly clients: number;
  readonly warmMs: number;
  readonly measureMs: number;
}

export interface MeasuredQuery {
  readonly query: string;
  readonly supergraphFile: string;
  /** The same for peers, which refuse a supergraph that says who may see what and what it costs. */
  readonly peersSupergraphFile: string;
  readonly referenceFile: string;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  /** DEMONSTRATION_KEY, with which a gateway of ours asks who asks; null where nobody signs in. */
  readonly demonstrationKey: string | null;
}

export interface GatewayFigures extends LoadReport {
  readonly subgraphCallsPerRequest: number;
  /** Queries that had to be answered anew while it was measured: not 0 means that a subgraph's work was in the way. */
  readonly learntWhileMeasured: number;
}

/** One gateway, started, warmed, measured and stopped; nothing else of the benchmark runs meanwhile. */
export async function measureGateway(
  gateway: BenchGateway,
  query: MeasuredQuery,
  subgraphs: ChildProcess,
  settings: LoadSettings,
): Promise<GatewayFigures> {
  const started = await startGateway(gateway, query);
  try {
    return await loadGateway(started, query, subgraphs, settings);
  } finally {
    await stopChild(started.child);
  }
}

export interface StartedGateway extends StartedServer {
  readonly port: number;
}

export async function startGateway(
  gateway: BenchGateway,
  { supergraphFile, peersSupergraphFile, demonstrationKey }: MeasuredQuery,
): Promise<StartedGateway> {
  const port = await freePort();
  const file = gateway.isPeer ? peersSupergraphFile : supergraphFile;
  const key = demonstrationKey === null ? {} : { DEMONSTRATION_KEY: demonstrationKey };
  const env = { ...process.env, NODE_ENV: 'production', ...gateway.env, ...key };
  const cwd = gateway.isPeer ? peersFolder : projectRoot;
  return { ...(await startServer(gateway.command(file, port, demonstrationKey !== null), port, { env, cwd })), port };
}

/** One load of a gateway that runs: warmed, then measured. */
export async function loadGateway(
  { port, pid }: StartedGateway,
  { query, referenceFile, headers }: MeasuredQuery,
  subgraphs: ChildProcess,
  settings: LoadSettings,
): Promise<GatewayFigures> {
  const order: LoadOrder = { ...settings, port, pid, query, referenceFile, headers };
  const driver = forkScript(join(__dirname, 'load-process.js'));
  const counts: Promise<{ served: number; learnt: number }>[] = [];
  const report = new Promise<LoadReport>((resolve, reject) => {
    driver.on('message', (message: LoadMessage) => {
      if (message.kind === 'report') resolve(message.report);
      else counts.push(countOf(subgraphs));
    });
    driver.once('exit', (code) => reject(new Error(`the load ended early (exit ${code})`)));
  });
  driver.send(order);
  const measured = await report;
  const [before, after] = await Promise.all(counts);
  return {
    ...measured,
    subgraphCallsPerRequest: ((after?.served ?? NaN) - (before?.served ?? NaN)) / measured.requests,
    learntWhileMeasured: (after?.learnt ?? NaN) - (before?.learnt ?? NaN),
  };
}

function countOf(subgraphs: ChildProcess): Promise<{ served: number; learnt: number }> {
  const count = nextMessage<{ served: number; learnt: number }>(subgraphs);
  subgraphs.send('count');
  return count;
}
