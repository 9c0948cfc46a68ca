import { setTimeout as wait } from 'node:timers/promises';

import { Pool } from 'undici';

import type { Cancellation } from '../../common/cancellation';
import { nobodyText } from '../../common/identity';
import { type SigningKey, signRequest } from '../../common/message-signature';
import { subgraphFault, type SubgraphFaultCode } from '../errors';
import { type BreakerRules, CircuitBreakers } from './circuit-breaker';
import { guardedLookup } from './guarded-lookup';
import type { HostPattern } from './host-pattern';
import { exchange, ExchangeError, type HttpAnswer } from './http-exchange';
import { AnswerBody, bodyOf } from './read-answer';

export type { SubgraphAnswer } from './read-answer';

export interface SubgraphLimits {
  /** Total time for one answer, retries included, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer, in bytes. */
  readonly answerBytes: number;
}

export interface SubgraphAccess {
  /** Addresses of this machine and its link that a name may lead to. */
  readonly hosts: readonly HostPattern[];
  /** Signs every request, when there is one. */
  readonly key?: SigningKey | undefined;
  /** When it is not asked any more; without them it is asked whatever came before. */
  readonly breaker?: BreakerRules | null;
}

export interface AskOptions {
  /** Asked again once where that is safe: of queries only. */
  readonly mayRepeat: boolean;
  /** Whether a change is asked for: then one that is not answered may have been made. */
  readonly isChange?: boolean;
  /** Ends the exchange when nobody waits for it any more. */
  readonly signal?: Cancellation | undefined;
  /** Who asks, as a header's value; empty for nobody. */
  readonly identity?: string;
  /** What is asked for: types of entities, or fields at the root. */
  readonly target?: string;
}

/** Statuses that say: later. Asked again once, within the deadline. */
const passing = new Set([429, 502, 503, 504]);
const pauseMs = 25;

/** Asks one subgraph over HTTP: kept-alive connections, a total deadline, a cap on the answer, no redirects. */
export class SubgraphClient {
  private readonly pool: Pool;
  private readonly path: string;
  private readonly signedPath: string;
  private readonly breakers: CircuitBreakers<AnswerBody | Miss> | null;

  constructor(
    readonly name: string,
    url: string,
    private readonly limits: SubgraphLimits,
    private readonly access: SubgraphAccess,
  ) {
    const address = new URL(url);
    const { origin, pathname, search } = address;
    this.signedPath = pathname;
    this.path = `${pathname}${search}`;
    this.breakers = access.breaker ? new CircuitBreakers(access.breaker, isFault) : null;
    this.pool = new Pool(origin, {
      connections: 128,
      connect: { timeout: limits.timeoutMs, ...guardOf(address, access.hosts) },
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /**
   * Sends a request body, JSON text, and gives the body of the answer, whose media type and encoding are checked.
   * @throws GraphQLError with a SUBGRAPH_ code; never the transport's own words.
   */
  async ask(body: string, options: AskOptions): Promise<AnswerBody> {
    const asking = () => this.tryTwice(body, options);
    const outcome = this.breakers === null ? await asking() : await this.breakers.run(options.target ?? '', asking);
    if (outcome instanceof AnswerBody) return outcome;
    if (outcome === null) throw this.fault('SUBGRAPH_CIRCUIT_OPEN');
    throw this.fault(options.isChange && outcome.mayBeDone ? 'SUBGRAPH_OUTCOME_UNKNOWN' : outcome.code);
  }

  /** What of it is not asked now, because it kept failing. */
  get openCircuits(): readonly string[] {
    return this.breakers?.open ?? [];
  }

  /** True when the subgraph's /health answers. */
  async isHealthy(timeoutMs: number): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const { statusCode, body } = await this.pool.request({ path: '/health', method: 'GET', signal });
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async tryTwice(body: string, options: AskOptions): Promise<AnswerBody | Miss> {
    const deadline = Date.now() + this.limits.timeoutMs;
    const first = await this.tryOnce(body, deadline, options);
    if (first instanceof AnswerBody) return first;
    const { pause } = first;
    if (options.isChange && first.mayBeDone) return first;
    if (!options.mayRepeat || pause === null || Date.now() + pause >= deadline) return first;
    await wait(pause, undefined, { ref: false });
    return this.tryOnce(body, deadline, options);
  }

  private async tryOnce(
    body: string,
    deadline: number,
    { signal, identity = '' }: AskOptions,
  ): Promise<AnswerBody | Miss> {
    const { answerBytes: maxBytes } = this.limits;
    const timeoutMs = Math.max(1, deadline - Date.now());
    try {
      const headers = this.signatureOf(body, identity);
      return judge(
        await exchange(this.pool, { path: this.path, headers, body, timeoutMs, maxBytes, signal }),
        this.name,
      );
    } catch (error) {
      if (error instanceof ExchangeError) return missOf(error);
      throw this.fault('SUBGRAPH_UNAVAILABLE');
    }
  }

  // Each try has a signature of its own: a nonce is taken once.
  private signatureOf(body: string, identity: string): object {
    const { key } = this.access;
    if (key === undefined) return {};
    return signRequest(
      { method: 'POST', path: this.signedPath, audience: this.name, identity: identity || nobodyText, body },
      key,
    );
  }

  private fault(code: SubgraphFaultCode): Error {
    return subgraphFault(code, this.name);
  }
}

/** An address is asked as it is; of names, only `localhost` is meant to lead to this machine. */
function guardOf({ hostname, port, protocol }: URL, hosts: readonly HostPattern[]) {
  if (hostname === 'localhost') return {};
  return { lookup: guardedLookup(hosts, Number(port) || (protocol === 'https:' ? 443 : 80)) };
}

/** An exchange that brought no answer; `pause` is how long to wait before asking again, null when that is no use. */
interface Miss {
  readonly code: SubgraphFaultCode;
  readonly pause: number | null;
  /** Whether what was asked for may have been done all the same. */
  readonly mayBeDone: boolean;
  /** Whether it says that the subgraph is in trouble, and not the question or who asked it. */
  readonly isFault: boolean;
}

function isFault(outcome: AnswerBody | Miss): boolean {
  return outcome instanceof AnswerBody ? outcome.saysThatAllFailed : outcome.isFault;
}

function judge(answer: HttpAnswer, subgraph: string): AnswerBody | Miss {
  const { status, headers } = answer;
  if (status >= 300 && status < 400)
    return { code: 'SUBGRAPH_REDIRECT', pause: null, mayBeDone: false, isFault: false };
  // The gateway itself was not taken: its signature, not the operation.
  if (status === 401) return { code: 'SUBGRAPH_HTTP_ERROR', pause: null, mayBeDone: false, isFault: false };
  const body = bodyOf(answer);
  if (status >= 200 && status < 300) {
    return body ?? { code: 'SUBGRAPH_INVALID_RESPONSE', pause: null, mayBeDone: true, isFault: true };
  }
  // A refusal may carry a GraphQL answer, which then says more than the status.
  if (body !== null && canBeRead(body, subgraph)) return body;
  const pause = passing.has(status) ? pauseOf(headers['retry-after']) : null;
  return { code: 'SUBGRAPH_HTTP_ERROR', pause, mayBeDone: status >= 500, isFault: status >= 500 };
}

function canBeRead(body: AnswerBody, subgraph: string): boolean {
  try {
    body.read(subgraph);
    return true;
  } catch {
    return false;
  }
}

/** Retry-After in milliseconds; a date or nothing is a short pause. */
function pauseOf(retryAfter: string | undefined): number {
  const seconds = Number(retryAfter);
  return retryAfter !== undefined && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : pauseMs;
}

function missOf({ fault, answerBegan }: ExchangeError): Miss {
  switch (fault) {
    case 'timeout':
      return { code: 'SUBGRAPH_TIMEOUT', pause: null, mayBeDone: true, isFault: true };
    case 'too-large':
      return { code: 'SUBGRAPH_RESPONSE_TOO_LARGE', pause: null, mayBeDone: true, isFault: false };
    case 'cancelled':
      return { code: 'SUBGRAPH_UNAVAILABLE', pause: null, mayBeDone: true, isFault: false };
    case 'refused-address':
      return { code: 'SUBGRAPH_HOST_REFUSED', pause: null, mayBeDone: false, isFault: false };
    case 'unreachable':
      // A kept-alive connection may have been closed just as it was used: asked again, the question meets a fresh one.
      return { code: 'SUBGRAPH_UNAVAILABLE', pause: answerBegan ? null : 0, mayBeDone: true, isFault: true };
  }
}
