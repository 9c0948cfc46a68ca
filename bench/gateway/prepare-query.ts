import type { ChildProcess } from 'node:child_process';

import { parse, print } from 'graphql';

import { repairSupergraph } from '../../gateway/plan/repair-supergraph';
import { nextMessage } from './child-processes';
import { type BenchGraph, inTemporaryFile, ownSupergraph, queryOf, shopAnswer, shopSupergraph } from './graphs';
import type { MeasuredQuery } from './measure-gateway';
import type { OwnGraph } from './own-graph';

/** What is asked of a graph whose subgraphs just started, and what must be answered. */
export async function prepareQuery(
  graph: BenchGraph,
  own: OwnGraph | null,
  subgraphs: ChildProcess,
): Promise<MeasuredQuery> {
  const { port } = await nextMessage<{ port: number }>(subgraphs);
  const origin = `http://127.0.0.1:${port}`;
  const query = await queryOf(graph);
  const supergraph = own === null ? shopSupergraph(origin) : await ownSupergraph(origin);
  const reference = own === null ? await shopAnswer(query) : await answerOf(own, query);
  return {
    query,
    supergraphFile: await inTemporaryFile('supergraph.graphql', supergraph),
    peersSupergraphFile: await inTemporaryFile('open.graphql', print(repairSupergraph(parse(supergraph)))),
    referenceFile: await inTemporaryFile('reference.json', JSON.stringify(reference)),
    headers: own?.headers ?? {},
    demonstrationKey: own?.demonstrationKey ?? null,
  };
}

async function answerOf({ gatewayUrl, headers: asker }: OwnGraph, query: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...asker };
  const response = await fetch(gatewayUrl, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
  if (data == null || errors !== undefined) throw new Error('The reference could not be read.');
  return data;
}
