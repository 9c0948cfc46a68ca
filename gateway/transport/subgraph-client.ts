import { Pool } from 'undici';

import { subgraphFault } from '../errors';

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: unknown; readonly extensions?: unknown }[];
}

export interface SubgraphLimits {
  /** Total time for one answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest answer, in bytes. */
  readonly answerBytes: number;
}

/** Asks one subgraph over HTTP: a pool of kept-alive connections, a total deadline, a cap on the answer, no redirects. */
export class SubgraphClient {
  private readonly pool: Pool;
  private readonly path: string;

  constructor(
    readonly name: string,
    url: string,
    private readonly limits: SubgraphLimits,
  ) {
    const { origin, pathname, search } = new URL(url);
    this.path = `${pathname}${search}`;
    this.pool = new Pool(origin, { connections: 64, connect: { timeout: limits.timeoutMs } });
  }

  /**
   * Sends a request body, JSON text, and reads the answer.
   * @throws SUBGRAPH_UNAVAILABLE, SUBGRAPH_TIMEOUT or SUBGRAPH_INVALID_RESPONSE; never the transport's own words.
   */
  async ask(body: string): Promise<SubgraphAnswer> {
    const text = await this.exchange(body);
    const answer = parseAnswer(text);
    if (answer === null) throw subgraphFault('SUBGRAPH_INVALID_RESPONSE', this.name);
    return answer;
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

  private async exchange(body: string): Promise<string> {
    const signal = AbortSignal.timeout(this.limits.timeoutMs);
    try {
      const response = await this.pool.request({
        path: this.path,
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body,
        signal,
      });
      return await this.read(response.body);
    } catch (error) {
      if (error instanceof AnswerTooLarge) throw subgraphFault('SUBGRAPH_INVALID_RESPONSE', this.name);
      throw subgraphFault(signal.aborted ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE', this.name);
    }
  }

  private async read(body: AsyncIterable<Buffer>): Promise<string> {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of body) {
      bytes += part.length;
      if (bytes > this.limits.answerBytes) throw new AnswerTooLarge();
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  }
}

class AnswerTooLarge extends Error {}

// A GraphQL answer is an object with data that is an object or null, or with errors that are a list of messages.
function parseAnswer(text: string): SubgraphAnswer | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const { data, errors } = value;
  if (data === undefined && errors === undefined) return null;
  if (data !== undefined && data !== null && !isObject(data)) return null;
  if (
    errors !== undefined &&
    !(Array.isArray(errors) && errors.every((error) => isObject(error) && typeof error.message === 'string'))
  ) {
    return null;
  }
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
