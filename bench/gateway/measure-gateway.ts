import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { projectRoot } from '../../common/project-root';
import { forkScript, freePort, nextMessage, startServer, stopChild } from './child-processes';
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
  { query, supergraphFile, referenceFile, headers, demonstrationKey }: MeasuredQuery,
  subgraphs: ChildProcess,
  settings: LoadSettings,
): Promise<GatewayFigures> {
  const port = await freePort();
  const key = demonstrationKey === null ? {} : { DEMONSTRATION_KEY: demonstrationKey };
  const env = { ...process.env, NODE_ENV: 'production', ...gateway.env, ...key };
  const cwd = gateway.isPeer ? peersFolder : projectRoot;
  const { child, pid } = await startServer(gateway.command(supergraphFile, port, demonstrationKey !== null), port, {
    env,
    cwd,
  });
  try {
    return await load({ ...settings, port, pid, query, referenceFile, headers }, subgraphs);
  } finally {
    await stopChild(child);
  }
}

async function load(order: LoadOrder, subgraphs: ChildProcess): Promise<GatewayFigures> {
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
