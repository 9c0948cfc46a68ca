import { z } from 'zod';

import { nobodyText } from '../../common/identity';
import { type SigningKey, signRequest } from '../../common/message-signature';
import { ToldError } from '../../common/told-error';

export interface IntrospectOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Signs the request for the subgraph of this name. */
  readonly signing?: { readonly audience: string; readonly key: SigningKey } | undefined;
}

const timeoutMs = 10_000;
const mostBytes = 5 * 1_024 * 1_024;
const body = JSON.stringify({ query: '{ _service { sdl } }' });
const answerForm = z.object({ data: z.object({ _service: z.object({ sdl: z.string() }) }) });

/**
 * The schema of a running subgraph, as it tells it by `_service { sdl }`. No redirect is followed.
 * @throws ToldError when there is none; neither the address's credentials nor a header is repeated.
 */
export async function introspect(url: string, { headers = {}, signing }: IntrospectOptions = {}): Promise<string> {
  const address = checkedAddress(url);
  const signature =
    signing === undefined
      ? {}
      : signRequest(
          { method: 'POST', path: address.pathname, audience: signing.audience, identity: nobodyText, body },
          signing.key,
        );
  const shown = `${address.origin}${address.pathname}`;
  const response = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json', ...headers, 'content-type': 'application/json', ...signature },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => {
    throw new ToldError(
      `No subgraph answers at ${shown} within ${timeoutMs / 1_000} seconds; start it, or mend the address.`,
    );
  });
  if (response.status === 401 || response.status === 403) {
    throw new ToldError(
      `The subgraph at ${shown} refuses to be asked (${response.status}); give it --sign NAME with SUBGRAPH_KEYS, or --header.`,
    );
  }
  const answer = answerForm.safeParse(await jsonOf(response));
  if (!answer.success) {
    throw new ToldError(
      `${shown} does not tell a schema by _service { sdl } (${response.status}); it may be no federated subgraph.`,
    );
  }
  return answer.data.data._service.sdl;
}

function checkedAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address !== null && /^https?:$/.test(address.protocol)) return address;
  throw new ToldError('The address of a subgraph must be one such as http://localhost:4001/graphql.');
}

async function jsonOf(response: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += part.length;
      if (bytes > mostBytes) return null;
      parts.push(part);
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return null;
  }
}
