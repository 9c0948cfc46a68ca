import { setTimeout as wait } from 'node:timers/promises';

import { z } from 'zod';

import { ToldError } from './told-error';

/** A field that the gateway left out because the asker has no right to it. */
export interface Denial {
  /** Names and positions from the root of the answer. */
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

export interface Answer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly denied: readonly Denial[];
}

export interface GatewayOptions {
  readonly url: string;
  /** Gives a token to ask with, a new one after the last was refused; null asks as nobody. */
  readonly token: (refused: boolean) => Promise<string | null>;
  readonly purpose?: string | undefined;
  readonly signal: AbortSignal;
  /** Told before each wait, and what is waited for. */
  readonly onWait?: ((seconds: number, reason: WaitReason) => void) | undefined;
}

/** The budget of the asker is spent, or a subgraph is not there for a moment. */
export type WaitReason = 'budget' | 'subgraph';

const answerTimeoutMs = 120_000;
const longestWaitS = 120;
/** Seconds before a query that met a subgraph's silence is asked again. */
const pausesS = [1, 3, 10];
const passing: readonly unknown[] = [
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'SUBGRAPH_HTTP_ERROR',
  'SUBGRAPH_CIRCUIT_OPEN',
];

/** Asks the gateway queries as any client does, so that rights, budgets and the audit log are the gateway's. */
export class GatewayClient {
  private token: string | null | undefined;
  constructor(private readonly options: GatewayOptions) {}

  /**
   * Asks again where a subgraph did not answer.
   * @throws ToldError when there is no whole answer but for what was denied.
   */
  async ask(query: string, variables: object): Promise<Answer> {
    for (let round = 0; ; round += 1) {
      const { data, errors = [] } = await this.answered(query, variables);
      const denied = errors.filter(({ extensions }) => extensions?.code === 'UNAUTHORIZED_FIELD_OR_TYPE');
      const failed = errors.filter((error) => !denied.includes(error));
      const pause = pausesS[round];
      if (failed[0] === undefined) return answerOf(data, denied);
      if (pause === undefined || !failed.every(({ extensions }) => passing.includes(extensions?.code))) {
        throw new ToldError(`The gateway: ${shown(failed[0].message)}`);
      }
      await this.pause(pause, 'subgraph');
    }
  }

  private async answered(query: string, variables: object): Promise<z.infer<typeof answerShape>> {
    this.token ??= await this.options.token(false);
    for (let refused = false; ;) {
      const response = await this.post(query, variables);
      if (response.status === 429) {
        await this.waitFor(response);
      } else if (response.status === 401 && this.token !== null && !refused) {
        refused = true;
        this.token = await this.options.token(true);
      } else {
        const answer = answerShape.safeParse(await this.bodyOf(response));
        if (!answer.success) throw notGraphQL();
        return answer.data;
      }
    }
  }

  private async post(query: string, variables: object): Promise<Response> {
    const { url, purpose, signal } = this.options;
    try {
      return await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(this.token == null ? {} : { authorization: `Bearer ${this.token}` }),
          ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
        },
        body: JSON.stringify({ query, variables }),
        // Nothing is asked of another host than the one that was named.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
      });
    } catch {
      throw this.unanswered();
    }
  }

  private async bodyOf(response: Response): Promise<unknown> {
    try {
      return await response.json();
    } catch (error) {
      if (error instanceof SyntaxError) throw notGraphQL();
      throw this.unanswered();
    }
  }

  private unanswered(): ToldError {
    if (this.options.signal.aborted) return interrupted();
    return new ToldError('No gateway answers at GATEWAY_URL; start it with npm start or simpul gateway.');
  }

  /** The asker's budget is spent: the gateway says for how long. */
  private async waitFor(response: Response): Promise<void> {
    await response.body?.cancel();
    const told = Number(response.headers.get('retry-after'));
    await this.pause(Math.min(longestWaitS, Math.max(1, Number.isFinite(told) ? told : 1)), 'budget');
  }

  private async pause(seconds: number, reason: WaitReason): Promise<void> {
    this.options.onWait?.(seconds, reason);
    await wait(seconds * 1_000, undefined, { signal: this.options.signal }).catch(() => {
      throw interrupted();
    });
  }
}

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.looseObject({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

type ToldErrors = NonNullable<z.infer<typeof answerShape>['errors']>;

function answerOf(data: z.infer<typeof answerShape>['data'], denied: ToldErrors): Answer {
  if (data == null && denied.length === 0) throw notGraphQL();
  return {
    data: data ?? {},
    denied: denied.map(({ path, message }) => ({ path: path ?? [], reason: shown(message) })),
  };
}

export function interrupted(): ToldError {
  return new ToldError('interrupted; no file was written');
}

function notGraphQL(): ToldError {
  return new ToldError('What answers at GATEWAY_URL is no gateway; the address ends in /graphql.');
}

// A message goes to a terminal; what a terminal would obey is left out.
const shown = (text: string): string => text.slice(0, 500).replace(/\p{Cc}/gu, '?');
