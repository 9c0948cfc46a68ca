import { describe, expect, it } from '@jest/globals';

import { type Cancellation, Canceller } from '../../common/cancellation';
import { InFlight } from '../../common/in-flight';

describe('what is cancelled', () => {
  it('tells each who listens, once', () => {
    const canceller = new Canceller();
    const told: string[] = [];
    const gone = (): number => told.push('gone');
    canceller.addEventListener('abort', () => told.push('first'));
    canceller.addEventListener('abort', gone);
    canceller.addEventListener('abort', () => told.push('second'));
    canceller.removeEventListener('abort', gone);
    expect(canceller.aborted).toBe(false);
    canceller.abort();
    canceller.abort();
    expect(canceller.aborted).toBe(true);
    expect(told).toEqual(['first', 'second']);
  });
});

/** Work whose end the test decides, and its signal. */
function work() {
  let signal: Cancellation | undefined;
  let end: (result: string) => void = () => undefined;
  const begun: Cancellation[] = [];
  const begin = (given: Cancellation): Promise<string> => {
    signal = given;
    begun.push(given);
    return new Promise((resolve) => (end = resolve));
  };
  return { begin, begun, end: (result: string) => end(result), isCancelled: () => signal?.aborted };
}

describe('equal work at the same time', () => {
  it('is not joined by who asks after something has happened: it may be older than that', async () => {
    const inFlight = new InFlight<string>();
    const before = work();
    const after = work();
    const first = inFlight.share('key', undefined, before.begin);
    inFlight.partFromRunning();
    const second = inFlight.share('key', undefined, after.begin);
    before.end('old');
    expect(await first).toBe('old');
    const third = inFlight.share('key', undefined, after.begin);
    after.end('new');
    expect(await Promise.all([second, third])).toEqual(['new', 'new']);
    expect(after.begun).toHaveLength(1);
    expect(inFlight.size).toBe(0);
  });

  it('is done once, and anew when it is asked for later', async () => {
    const inFlight = new InFlight<string>();
    const { begin, begun, end } = work();
    const all = [1, 2, 3].map(() => inFlight.share('key', undefined, begin));
    end('done');
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done']);
    expect(inFlight.size).toBe(0);
    void inFlight.share('key', undefined, begin);
    expect(begun).toHaveLength(2);
  });

  it.each([
    ['Cancellers', () => new Canceller()],
    ['AbortControllers', () => new AbortController()],
  ])('is cancelled when all who wait have left, and not before: %s', (_, make) => {
    const inFlight = new InFlight<string>();
    const { begin, isCancelled } = work();
    const waiting = [make(), make()];
    for (const each of waiting) void inFlight.share('key', 'signal' in each ? each.signal : each, begin);
    waiting[0]?.abort();
    expect(isCancelled()).toBe(false);
    waiting[1]?.abort();
    expect(isCancelled()).toBe(true);
    expect(inFlight.size).toBe(0);
  });

  it('is done for those who stay, and for one who never leaves', async () => {
    const inFlight = new InFlight<string>();
    const { begin, end, isCancelled } = work();
    const leaving = new Canceller();
    void inFlight.share('key', leaving, begin);
    const staying = inFlight.share('key', undefined, begin);
    leaving.abort();
    end('done');
    expect(await staying).toBe('done');
    expect(isCancelled()).toBe(false);
  });

  it('that comes later is not cancelled by one who waited for what is done', async () => {
    const inFlight = new InFlight<string>();
    const { begin, end, isCancelled } = work();
    const late = new Canceller();
    const first = inFlight.share('key', late, begin);
    end('done');
    await first;
    void inFlight.share('key', undefined, begin);
    late.abort();
    expect(isCancelled()).toBe(false);
    expect(inFlight.size).toBe(1);
  });

  it('of one who has left already is cancelled at once', () => {
    const inFlight = new InFlight<string>();
    const { begin, isCancelled } = work();
    const gone = new Canceller();
    gone.abort();
    void inFlight.share('key', gone, begin);
    expect(isCancelled()).toBe(true);
  });
});
