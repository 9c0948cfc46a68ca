import { setTimeout as wait } from 'node:timers/promises';

import { ToldError } from '../../common/told-error';
import type { TokenSource } from '../token-source';

export interface GatewayAccess {
  readonly url: string;
  readonly token: TokenSource;
  readonly purpose: string | undefined;
  readonly signal: AbortSignal;
}

export interface Question {
  readonly query: string;
  readonly variables: object;
  /** Names of the address, such as format. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const answerTimeoutMs = 120_000;
const longestWaitS = 120;

/**
 * Asks the gateway as any client does; waits as long as it says when the asker's budget is spent.
 * @throws ToldError when there is no answer, or none but errors.
 */
export async function askGateway(access: GatewayAccess, question: Question): Promise<Response> {
  let refused = false;
  for (;;) {
    const token = await access.token(refused);
    const response = await post(access, question, token);
    if (response.status === 429) await waitFor(response, access.signal);
    else if (response.status === 401 && token !== null && !refused) refused = true;
    else if (response.ok) return response;
    else throw new ToldError(`The gateway: ${await messageIn(response)}`);
  }
}

async function post(
  { url, purpose, signal }: GatewayAccess,
  { query, variables, parameters = {}, headers = {} }: Question,
  token: string | null,
): Promise<Response> {
  const address = new URL(url);
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  try {
    return await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(purpose === undefined ? {} : { 'x-purpose': purpose }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
  } catch {
    throw signal.aborted ? interrupted() : unanswered();
  }
}

async function waitFor(response: Response, signal: AbortSignal): Promise<void> {
  await response.body?.cancel();
  const told = Number(response.headers.get('retry-after'));
  const seconds = Math.min(longestWaitS, Math.max(1, Number.isFinite(told) ? told : 1));
  process.stderr.write(`simpul: the budget is spent; waiting ${seconds} s\n`);
  await wait(seconds * 1_000, undefined, { signal }).catch(() => {
    throw interrupted();
  });
}

async function messageIn(response: Response): Promise<string> {
  const answer = (await response.json().catch(() => null)) as { errors?: { message?: unknown }[] } | null;
  const message = answer?.errors?.[0]?.message;
  return typeof message === 'string' ? shown(message) : `it answered with status ${response.status}.`;
}

/** A text of the gateway goes to a terminal; what a terminal would obey is left out. */
export function shown(text: string, longest = 500): string {
  return text.slice(0, longest).replace(/\p{Cc}/gu, '?');
}

export function interrupted(): ToldError {
  return new ToldError('interrupted; no file was written');
}

function unanswered(): ToldError {
  return new ToldError('No gateway answers at GATEWAY_URL; start it with npm start or simpul gateway.');
}
