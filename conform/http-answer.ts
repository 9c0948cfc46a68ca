/** An answer over HTTP as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

/** The subgraph gave no answer: why, in one word of the network. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const timeoutMs = 20_000;

/** @throws NoAnswer when nothing comes within 20 seconds. */
export async function exchange(url: URL, { method, headers, body }: HttpRequest): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, {
      method,
      // A connection of its own: one that the subgraph closes while a check computes is no fault.
      headers: { ...headers, connection: 'close' },
      ...(body !== undefined && { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonIn(text) };
  } catch (error) {
    throw new NoAnswer(reasonOf(error));
  }
}

/** An answer in one line without control characters, for whoever mends the subgraph. */
export function told({ status, text }: Pick<HttpAnswer, 'status' | 'text'>): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return `${status} ${line.length > 300 ? `${line.slice(0, 300)}...` : line || '(no body)'}`;
}

/** The data of an answer; null when there are none. */
export function dataIn({ json }: HttpAnswer): Readonly<Record<string, unknown>> | null {
  const data = isRecord(json) ? json.data : null;
  return isRecord(data) ? data : null;
}

export function errorsIn({ json }: HttpAnswer): readonly unknown[] {
  const errors = isRecord(json) ? json.errors : undefined;
  return Array.isArray(errors) ? errors : [];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  if (name === 'TimeoutError') return `no answer within ${timeoutMs / 1_000} seconds`;
  return `no answer (${cause?.code ?? name ?? 'unknown error'})`;
}
