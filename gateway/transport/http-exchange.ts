import type { IncomingHttpHeaders } from 'node:http';

import type { Dispatcher, Pool } from 'undici';

import type { Cancellation } from '../../common/cancellation';
import { RefusedAddressError } from './guarded-lookup';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type ExchangeFault = 'timeout' | 'too-large' | 'unreachable' | 'refused-address' | 'cancelled';

/** An exchange that gave no whole answer. */
export class ExchangeError extends Error {
  constructor(
    readonly fault: ExchangeFault,
    /** True when a part of an answer came, so that asking again is not the same as asking once. */
    readonly answerBegan: boolean,
  ) {
    super(fault);
  }
}

export interface ExchangeOptions {
  readonly path: string;
  /** Beside those that every request has. */
  readonly headers: object;
  readonly body: string;
  /** Milliseconds until the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: Cancellation | undefined;
}

const requestHeaders = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
  'accept-encoding': 'identity',
};

/**
 * One POST and its whole answer: a total deadline, a cap on the answer, no redirect followed, and an end to all of it
 * when the signal says that nobody waits any more.
 * @throws ExchangeError
 */
export function exchange(pool: Pool, options: ExchangeOptions): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted) {
      reject(new ExchangeError('cancelled', false));
      return;
    }
    const receiver = new Receiver(options, resolve, reject);
    const headers = { ...requestHeaders, ...options.headers };
    pool.dispatch({ path: options.path, method: 'POST', headers, body: options.body }, receiver);
  });
}

class Receiver {
  private controller: Dispatcher.DispatchController | null = null;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private readonly parts: Buffer[] = [];
  private bytes = 0;
  private fault: ExchangeFault | null = null;
  private readonly timer: NodeJS.Timeout;
  private readonly cancel = (): void => this.end('cancelled');

  constructor(
    private readonly options: ExchangeOptions,
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.timer = setTimeout(() => this.end('timeout'), options.timeoutMs);
    options.signal?.addEventListener('abort', this.cancel);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.fault !== null) controller.abort(new Error(this.fault));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_: Dispatcher.DispatchController, part: Buffer): void {
    this.bytes += part.length;
    if (this.bytes > this.options.maxBytes) this.end('too-large');
    else this.parts.push(part);
  }

  onResponseEnd(): void {
    this.release();
    const body = this.parts.length === 1 && this.parts[0] ? this.parts[0] : Buffer.concat(this.parts, this.bytes);
    this.resolve({ status: this.status, headers: this.headers, body });
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.release();
    const fault = error instanceof RefusedAddressError ? 'refused-address' : 'unreachable';
    this.reject(new ExchangeError(this.fault ?? fault, this.status !== 0));
  }

  private end(fault: ExchangeFault): void {
    if (this.fault !== null) return;
    this.fault = fault;
    this.release();
    this.reject(new ExchangeError(fault, this.status !== 0));
    this.controller?.abort(new Error(fault));
  }

  private release(): void {
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener('abort', this.cancel);
  }
}
