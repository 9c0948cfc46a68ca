import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { GraphQLError } from 'graphql';

import type { Execution } from '../../gateway/execute/execution';
import { joinText } from '../../gateway/execute/json-text';
import type { FetchStep, PreparedPlan } from '../../gateway/plan/prepared-plan';
import { TypeRelations } from '../../gateway/plan/type-relations';
import { RememberedRuns } from '../../gateway/remembered-runs';
import { AnswerBody } from '../../gateway/transport/read-answer';

afterEach(() => void jest.useRealTimers());

const fetchOf = (field: string): FetchStep => ({
  kind: 'fetch',
  subgraph: 'permits',
  path: [],
  bodyStart: `{"query":"{${field}}","variables":`,
  variables: [],
  represent: null,
  isChange: false,
  target: 'a',
  brings: new Set([field]),
  rewrite: null,
  renames: new Map(),
  relations: new TypeRelations({}),
  place: null,
});

const planOf = (...fields: string[]): PreparedPlan => ({
  operationKind: 'query',
  root: { kind: 'sequence', steps: fields.map(fetchOf) },
  deferred: [],
  shape: null as never,
  access: null as never,
  deprecations: [],
  costOf: () => 0,
});

/** Runs over a subgraph whose answers the test sets by field, and which counts what it is asked. */
function runsOver(answers: Record<string, unknown>, maxSize = 10_000) {
  const runs = new RememberedRuns(maxSize);
  const asked: string[] = [];
  let shaped = 0;
  const ask = (_: string, body: string): Promise<AnswerBody> => {
    const field = /\{(\w+)\}/.exec(body)?.[1] ?? '';
    asked.push(field);
    const answer = answers[field];
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(new AnswerBody(Buffer.from(JSON.stringify({ data: { [field]: answer } }))));
  };
  const shape = ({ data, failures }: Execution) => {
    shaped += 1;
    const errors = [...failures.values()].flat().map(({ message }) => new GraphQLError(message));
    return { text: JSON.stringify(data), cost: 0, errors };
  };
  const run = async (key: string | null, plan: PreparedPlan): Promise<unknown> =>
    JSON.parse(joinText((await runs.run(key, plan, { ask, variables: {} }, shape)).text));
  return { runs, run, asked, shaped: () => shaped };
}

describe('an operation that comes again', () => {
  it('is asked again, and not computed again while the answers are the same', async () => {
    const plan = planOf('a', 'b');
    const { run, asked, shaped } = runsOver({ a: 1, b: 2 });
    for (let times = 0; times < 3; times += 1) expect(await run('key', plan)).toEqual({ a: 1, b: 2 });
    expect(asked).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(shaped()).toBe(1);
  });

  it.each(['a', 'b', 'c'])('has the new answer when %s changes, and asks nothing twice', async (changed) => {
    const plan = planOf('a', 'b', 'c');
    const answers: Record<string, unknown> = { a: 1, b: 2, c: 3 };
    const { run, asked } = runsOver(answers);
    await run('key', plan);
    answers[changed] = 9;
    asked.length = 0;
    expect(await run('key', plan)).toEqual({ a: 1, b: 2, c: 3, [changed]: 9 });
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(await run('key', plan)).toEqual({ a: 1, b: 2, c: 3, [changed]: 9 });
  });

  it('tells a failure when there is one, and what is there once it has passed', async () => {
    const plan = planOf('a', 'b');
    const answers: Record<string, unknown> = { a: 1, b: 2 };
    const { run, asked } = runsOver(answers);
    await run('key', plan);
    answers.b = new GraphQLError('away');
    expect(await run('key', plan)).toEqual({ a: 1 });
    answers.b = 2;
    asked.length = 0;
    expect(await run('key', plan)).toEqual({ a: 1, b: 2 });
    expect(asked).toEqual(['a', 'b']);
  });

  it('is another where its variables are others', async () => {
    const plan = planOf('a');
    const { run, shaped } = runsOver({ a: 1 });
    await run('plan 1 {"x":1}', plan);
    await run('plan 1 {"x":2}', plan);
    expect(shaped()).toBe(2);
  });
});

describe('what is remembered', () => {
  it('is no mutation: without a key each is done by itself', async () => {
    const { runs, run, shaped } = runsOver({ a: 1 });
    await run(null, planOf('a'));
    await run(null, planOf('a'));
    expect(shaped()).toBe(2);
    expect(runs.count).toBe(0);
  });

  it('is no run with an error', async () => {
    const { runs, run } = runsOver({ a: new GraphQLError('away') });
    await run('key', planOf('a'));
    expect(runs.count).toBe(0);
  });

  it('is bounded; the run that was not of use longest goes first', async () => {
    const plans = ['a', 'b', 'c'].map((field) => planOf(field));
    const { runs, run, shaped } = runsOver({ a: 'x'.repeat(300), b: 'x'.repeat(300), c: 'x'.repeat(300) }, 2_400);
    const runAt = (at: number): Promise<unknown> => run(`key ${at}`, plans[at] ?? planOf('a'));
    for (const at of [0, 1, 0, 2]) await runAt(at);
    expect(runs.count).toBe(2);
    const before = shaped();
    await runAt(0);
    expect(shaped()).toBe(before);
    await runAt(1);
    expect(shaped()).toBe(before + 1);
  });

  it('is nothing at all with a bound of 0, or when one run is larger than the bound', async () => {
    for (const bound of [0, 100]) {
      const { runs, run } = runsOver({ a: 'x'.repeat(300) }, bound);
      expect(await run('key', planOf('a'))).toEqual({ a: 'x'.repeat(300) });
      expect(runs.count).toBe(0);
    }
  });

  it('is forgotten half a minute after it was last of use', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    const plan = planOf('a');
    const { runs, run } = runsOver({ a: 1 });
    await run('key', plan);
    jest.advanceTimersByTime(20_000);
    await run('key', plan);
    jest.advanceTimersByTime(20_000);
    expect(runs.count).toBe(1);
    jest.advanceTimersByTime(40_000);
    expect(runs.count).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });
});
