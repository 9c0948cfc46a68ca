import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type CannedSubgraph, cannedSubgraph } from '../support/canned-subgraph';
import {
  answerOf,
  largeGraphOperations as operations,
  largeSupergraph,
  subgraphCount,
  withoutLeaf,
  withSpareLeaf,
} from '../support/large-graph';
import { MeasuredGateway } from '../support/measured-gateway';

const clientCount = 10;
const expected = operations.map((query) => JSON.stringify(answerOf(query)));

/** Clients that ask one operation after another and compare each answer with what it must be. */
function constantLoad(gateway: MeasuredGateway) {
  const wrong: string[] = [];
  let answers = 0;
  let isOver = false;
  const client = async (number: number): Promise<void> => {
    for (let turn = number; !isOver; turn = (turn + clientCount) % operations.length) {
      const answer = await gateway.ask(operations[turn] ?? '').catch(String);
      if (answer !== expected[turn]) wrong.push(answer);
      answers += 1;
    }
  };
  const clients = Array.from({ length: clientCount }, (_, number) => client(number));
  return {
    wrong,
    /** Resolves when each operation has been asked so many times more. */
    rounds: async (count: number): Promise<void> => {
      const until = answers + count * operations.length;
      while (answers < until) await new Promise(setImmediate);
    },
    end: async (): Promise<void> => {
      isOver = true;
      await Promise.all(clients);
    },
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

// The gateway runs from dist/, which npm test builds.
describe('a supergraph of 18,000 fields that changes under load', () => {
  const subgraphs: CannedSubgraph[] = [];
  let folder: string;
  let supergraph: string;
  let gateway: MeasuredGateway;
  let load: ReturnType<typeof constantLoad>;

  beforeAll(async () => {
    for (let each = 0; each < subgraphCount; each += 1) {
      subgraphs.push(await cannedSubgraph(({ query, variables }) => answerOf(query, variables?.representations)));
    }
    supergraph = largeSupergraph(subgraphs.map(({ url }) => url));
    folder = await mkdtemp(join(tmpdir(), 'simpul-swap-'));
    await writeFile(join(folder, 'supergraph.graphql'), supergraph);
    gateway = await MeasuredGateway.start(join(folder, 'supergraph.graphql'));
    load = constantLoad(gateway);
    await load.rounds(2);
  }, 60_000);

  afterAll(async () => {
    await load.end();
    await gateway.stop();
    for (const subgraph of subgraphs) await subgraph.close();
    await rm(folder, { recursive: true });
  });

  it('is taken without a failed request, and holds the serving thread no 50 ms longer than the load does', async () => {
    const fresh = '{ thing0(id: "0") { spare } }';
    const quiet: number[] = [];
    const swapping: number[] = [];
    for (const next of [withSpareLeaf(supergraph), withoutLeaf(supergraph), withSpareLeaf(supergraph)]) {
      await gateway.figures();
      await load.rounds(3);
      quiet.push((await gateway.figures()).worstMs);
      expect(await gateway.swap(next)).toContain('changed and is served');
      const taken = await gateway.figures();
      expect(taken.plans).toBeGreaterThanOrEqual(operations.length);
      // Each operation is parsed and validated again when it first comes to the new supergraph.
      await load.rounds(1);
      swapping.push(Math.max(taken.worstMs, (await gateway.figures()).worstMs));
      const answer = await gateway.ask(fresh);
      if (next.includes('spare')) expect(answer).toBe(JSON.stringify(answerOf(fresh)));
      else expect(answer).toContain('GRAPHQL_VALIDATION_FAILED');
    }
    expect(load.wrong).toEqual([]);
    expect(median(swapping)).toBeLessThan(median(quiet) + 50);
  }, 180_000);

  it('is refused when a type of it is missing, and the former one serves on', async () => {
    const broken = supergraph.replace('type T7\n', 'type Unknown\n');
    expect(await gateway.swap(broken)).toContain('changed and is refused');
    await load.rounds(1);
    expect(load.wrong).toEqual([]);
  }, 60_000);
});
