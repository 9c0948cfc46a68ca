import { type Cancellation, Canceller } from './cancellation';

/**
 * Equal work at the same time is done once. The work ends early only when everybody who waited for it has left.
 * Keys must hold everything that the result depends on.
 */
export class InFlight<Result> {
  private readonly running = new Map<string, Shared<Result>>();

  get size(): number {
    return this.running.size;
  }

  share(
    key: string,
    signal: Cancellation | undefined,
    work: (signal: Cancellation) => Promise<Result>,
  ): Promise<Result> {
    const shared = this.running.get(key) ?? this.begin(key, work);
    return shared.join(signal);
  }

  /** Nobody joins any more what runs now: its result may be older than something that has happened since. */
  partFromRunning(): void {
    this.running.clear();
  }

  private begin(key: string, work: (signal: Cancellation) => Promise<Result>): Shared<Result> {
    const forget = (): void => {
      if (this.running.get(key) === shared) this.running.delete(key);
    };
    const shared = new Shared(work, forget);
    this.running.set(key, shared);
    return shared;
  }
}

class Shared<Result> {
  private readonly canceller = new Canceller();
  private readonly result: Promise<Result>;
  private waiting = 0;
  private isDone = false;

  constructor(
    work: (signal: Cancellation) => Promise<Result>,
    private readonly forget: () => void,
  ) {
    this.result = work(this.canceller).finally(() => this.end());
    this.result.catch(() => undefined);
  }

  join(signal: Cancellation | undefined): Promise<Result> {
    this.waiting += 1;
    if (signal?.aborted) this.leave();
    else signal?.addEventListener('abort', () => this.leave());
    return this.result;
  }

  private end(): void {
    this.isDone = true;
    this.forget();
  }

  private leave(): void {
    this.waiting -= 1;
    if (this.waiting > 0 || this.isDone) return;
    this.forget();
    this.canceller.abort();
  }
}
