/**
 * Equal work at the same time is done once. The work ends early only when everybody who waited for it has left.
 * Keys must hold everything that the result depends on.
 */
export class InFlight<Result> {
  private readonly running = new Map<string, Shared<Result>>();

  get size(): number {
    return this.running.size;
  }

  share(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const shared = this.running.get(key) ?? this.begin(key, work);
    return shared.join(signal);
  }

  private begin(key: string, work: (signal: AbortSignal) => Promise<Result>): Shared<Result> {
    const forget = (): void => {
      if (this.running.get(key) === shared) this.running.delete(key);
    };
    const shared = new Shared(work, forget);
    this.running.set(key, shared);
    return shared;
  }
}

class Shared<Result> {
  private readonly controller = new AbortController();
  private readonly result: Promise<Result>;
  private waiting = 0;

  constructor(
    work: (signal: AbortSignal) => Promise<Result>,
    private readonly forget: () => void,
  ) {
    this.result = work(this.controller.signal).finally(forget);
    this.result.catch(() => undefined);
  }

  join(signal: AbortSignal | undefined): Promise<Result> {
    this.waiting += 1;
    if (signal !== undefined) {
      const leave = (): void => this.leave();
      if (signal.aborted) leave();
      else {
        signal.addEventListener('abort', leave, { once: true });
        void this.result.finally(() => signal.removeEventListener('abort', leave)).catch(() => undefined);
      }
    }
    return this.result;
  }

  private leave(): void {
    this.waiting -= 1;
    if (this.waiting > 0) return;
    this.forget();
    this.controller.abort();
  }
}
