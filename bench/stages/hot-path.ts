// The stages that every request goes through, alone: no socket, no server, answers of subgraphs from memory. Seconds
// instead of minutes, so that a change can be judged while it is made.
//
//   npm run --silent build && node dist/bench/stages/hot-path.js [seconds a stage, default 3] [heavy | light]
//
// Where the time goes, by function: node --cpu-prof --cpu-prof-dir=/tmp/prof dist/bench/stages/hot-path.js 5 heavy
// and open the file in a browser's developer tools; node --max-semi-space-size=64 shows the same with a larger young
// generation. Fifty operations are under way at once, as they are under load: what is alive when memory is collected
// is part of the cost.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PerformanceObserver } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';

import { Kind, parse } from 'graphql';

import { projectRoot } from '../../common/project-root';
import { readSettings } from '../../common/settings';
import { allRights } from '../../gateway/authorise/rights';
import { gatewaySettings } from '../../gateway/config';
import { executePlan } from '../../gateway/execute/execute-plan';
import { joinText } from '../../gateway/execute/json-text';
import type { PreparedPlan } from '../../gateway/plan/prepared-plan';
import { loadSupergraph, type Supergraph } from '../../gateway/plan/supergraph';
import { encodeTexts } from '../../gateway/respond/encode-text';
import { shapeResponse } from '../../gateway/shape/shape-response';
import { AnswerBody } from '../../gateway/transport/read-answer';
import { shopAnswer, shopSupergraph } from '../gateway/graphs';
import { startShopSubgraphs } from '../gateway/shop-subgraphs';

const atOnce = 50;

async function main([seconds = '3', name = 'heavy']: readonly string[]): Promise<void> {
  const query = await readFile(join(projectRoot, 'bench', 'gateway', 'operations', `shop-${name}.graphql`), 'utf8');
  const options = { ...readSettings(gatewaySettings, {}), authorisation: { isLogged: false, isDryRun: false } };
  const supergraph = await loadSupergraph(shopSupergraph('http://127.0.0.1:1'), options);
  const plan = await planOf(query, supergraph);
  const subgraphs = new RecordedSubgraphs();
  const first = await executePlan(plan, { ask: subgraphs.learn, variables: {}, exchanges: null });
  const text = joinText(shapeResponse(first, plan.shape, {}).text);
  if (!isDeepStrictEqual(JSON.parse(text), await shopAnswer(query))) throw new Error('The answer is wrong.');
  say(`${name}: ${subgraphs.texts.length} answers of ${sum(subgraphs.texts)} characters in all, ${text.length} out`);

  const execute = () => executePlan(plan, { ask: subgraphs.ask, variables: {}, exchanges: null });
  const stages: Record<string, () => unknown> = {
    'parse the answers': () => subgraphs.texts.map((each) => JSON.parse(each) as unknown),
    'parse and execute': execute,
    shape: () => encodeTexts(shapeResponse(first, plan.shape, {}).text),
    'parse, execute and shape': async () => encodeTexts(shapeResponse(await execute(), plan.shape, {}).text),
  };
  for (const [stage, work] of Object.entries(stages)) {
    await measure(work, 1);
    say(`${stage.padEnd(26)} ${await measure(work, Number(seconds))}`);
  }
  await supergraph.stop();
}

async function planOf(query: string, supergraph: Supergraph): Promise<PreparedPlan> {
  const document = parse(query);
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('There is no operation.');
  return supergraph.plans.planFor(document, operation, {}, { rights: allRights });
}

/** Learns every answer once from the real resolvers. */
class RecordedSubgraphs {
  private readonly real = startShopSubgraphs();
  private readonly known = new Map<string, string>();

  get texts(): string[] {
    return [...this.known.values()];
  }

  readonly learn = async (subgraph: string, body: string): Promise<AnswerBody> => {
    const text = (await this.real.get(subgraph)?.(body)) ?? '';
    this.known.set(`${subgraph} ${body}`, text);
    return new AnswerBody(Buffer.from(text));
  };

  readonly ask = async (subgraph: string, body: string): Promise<AnswerBody> => {
    await new Promise(setImmediate);
    return new AnswerBody(Buffer.from(this.known.get(`${subgraph} ${body}`) ?? ''));
  };
}

/** CPU of the whole process, memory collection in its threads included, for one operation. */
async function measure(work: () => unknown, seconds: number): Promise<string> {
  let collectionMs = 0;
  let collections = 0;
  const count = (pauses: readonly { duration: number }[]): void => {
    for (const { duration } of pauses) collectionMs += duration;
    collections += pauses.length;
  };
  const observer = new PerformanceObserver((list) => count(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  const cpu = process.cpuUsage();
  const end = performance.now() + seconds * 1_000;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (; performance.now() < end; done += 1) {
      await Promise.resolve(work());
      if (done % 100 === 0) await new Promise(setImmediate);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(cpu);
  await new Promise(setImmediate);
  count(observer.takeRecords());
  observer.disconnect();
  const of = (value: number): string => (value / done).toFixed(3);
  return `${of((user + system) / 1_000)} ms CPU, ${of(collectionMs)} ms of it pauses of ${collections} collections, ${done} times`;
}

const sum = (texts: readonly string[]): number => texts.reduce((total, { length }) => total + length, 0);
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

void main(process.argv.slice(2));
