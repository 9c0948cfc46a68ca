import { afterEach, describe, expect, it } from '@jest/globals';

import { SubgraphClients } from '../../../gateway/transport/subgraph-clients';
import { type Canned, cannedSubgraph } from '../../support/canned-subgraph';

/** Row R14 of the fault table that docs/executor.md names. */
let closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

const leastQuestions = 10;

/** A subgraph that does what `does.now` says, and how many questions came to it. */
async function watched(first: Canned, openMs = 60_000) {
  const does = { now: first };
  let came = 0;
  const subgraph = await cannedSubgraph((...asked) => {
    came += 1;
    return does.now(...asked);
  });
  const clients = new SubgraphClients([{ name: 'permits', url: subgraph.url }], {
    urls: new Map(),
    hosts: [{ host: '127.0.0.1', isSuffix: false, port: null }],
    limits: { timeoutMs: 5_000, answerBytes: 100_000 },
    timeouts: new Map(),
    share: false,
    breaker: { errorShare: 0.5, leastQuestions, windowMs: 60_000, openMs },
  });
  closing.push(
    () => subgraph.close(),
    () => clients.close(),
  );
  /** What came of a question: data, or the code of the error. */
  const ask = async (target = 'Area', signal?: AbortSignal): Promise<unknown> => {
    try {
      const answer = await clients.ask('permits', '{"query":"{ a }"}', { mayRepeat: false, target, signal });
      return answer.read('permits').data;
    } catch (error) {
      return (error as { extensions: { code: string } }).extensions.code;
    }
  };
  const askOften = async (times: number, target?: string): Promise<unknown[]> => {
    const told: unknown[] = [];
    for (let at = 0; at < times; at += 1) told.push(await ask(target));
    return told;
  };
  return { does, ask, askOften, came: () => came };
}

const works: Canned = () => ({ data: { a: 1 } });
const breaks: Canned = (_, response) => void response.destroy();
const says =
  (status: number): Canned =>
  (_, response) =>
    void response.writeHead(status).end();
const errs =
  (code: string): Canned =>
  () => ({ data: { a: null }, errors: [{ message: 'No.', extensions: { code } }] });

describe('R14: a subgraph that keeps failing', () => {
  it.each([
    ['breaks the connection', breaks, 'SUBGRAPH_UNAVAILABLE'],
    ['answers with status 503', says(503), 'SUBGRAPH_HTTP_ERROR'],
    ['answers with nothing but failures of its own', errs('INTERNAL_SERVER_ERROR'), { a: null }],
  ])('is not asked any more for what it fails at: one that %s', async (_, fails, told) => {
    const { ask, askOften, came } = await watched(fails);
    expect(await askOften(leastQuestions)).toEqual(Array(leastQuestions).fill(told));
    const before = came();
    expect(await ask()).toBe('SUBGRAPH_CIRCUIT_OPEN');
    expect(came()).toBe(before);
  });

  it('is asked for everything else', async () => {
    const { does, ask, askOften } = await watched(breaks);
    await askOften(leastQuestions);
    does.now = works;
    expect(await ask()).toBe('SUBGRAPH_CIRCUIT_OPEN');
    expect(await ask('StayPermit')).toEqual({ a: 1 });
  });

  it('is tried by one question at a time after a while, and asked again by all once it answers', async () => {
    const { does, ask, askOften, came } = await watched(breaks, 20);
    await askOften(leastQuestions);
    let answer: () => void = () => undefined;
    does.now = (_, response) =>
      void (answer = () => response.setHeader('content-type', 'application/json').end('{"data":{"a":1}}'));
    const before = came();
    const tried: Promise<unknown>[] = [];
    while (came() === before) {
      tried.push(ask());
      await new Promise(setImmediate);
    }
    expect(await ask()).toBe('SUBGRAPH_CIRCUIT_OPEN');
    answer();
    const outcomes = await Promise.all(tried);
    expect(outcomes.filter((each) => each !== 'SUBGRAPH_CIRCUIT_OPEN')).toEqual([{ a: 1 }]);
    does.now = works;
    expect(await askOften(5)).toEqual(Array(5).fill({ a: 1 }));
  });

  it.each([
    ['refuses who asks', says(401)],
    ['finds a mistake in the question', says(400)],
    ['does not find what is asked for', errs('NOT_FOUND')],
    [
      'fails in a part of the answer',
      () => ({ data: { a: 1, b: null }, errors: [{ message: 'No.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }),
    ],
  ] as [string, Canned][])('is not one that %s', async (_, does) => {
    const { askOften, came } = await watched(does);
    await askOften(3 * leastQuestions);
    expect(came()).toBe(3 * leastQuestions);
  });

  it('is not one whose clients leave', async () => {
    const { does, ask } = await watched(() => undefined);
    for (let at = 0; at < 3 * leastQuestions; at += 1) await ask('Area', AbortSignal.timeout(1));
    does.now = works;
    expect(await ask()).toEqual({ a: 1 });
  });

  it('is not one that fails at fewer than half of the questions', async () => {
    const { does, askOften } = await watched(works);
    for (let round = 0; round < 10; round += 1) {
      does.now = works;
      await askOften(3);
      does.now = breaks;
      expect(await askOften(2)).toEqual(['SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE']);
    }
  });
});
